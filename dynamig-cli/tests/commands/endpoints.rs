//! Endpoints that do not answer as DynamoDB does.

use std::time::{Duration, Instant};

use dynamig_harness::{Harness, hanging_endpoint, html_endpoint};

use crate::person::Person;

fn told(text: &str, url: &str) -> String {
    let address = url.trim_start_matches("http://");
    text.replace(address, "ADDRESS")
}

#[test]
fn an_endpoint_that_hangs_is_given_up() {
    let server = hanging_endpoint();
    let ann = Person::new();
    let started = Instant::now();
    let ended = ann.run(&format!("up --endpoint-url {} --lease 3s", server.url()));
    assert!(started.elapsed() < Duration::from_secs(15));
    assert_eq!(ended.code, 1, "{ended:?}");
    insta::assert_snapshot!("hanging", told(&ended.told(), &server.url()));
}

#[test]
fn an_endpoint_that_answers_html_is_named_as_such() {
    let server = html_endpoint();
    let ann = Person::new();
    for line in ["up", "status", "history", "lock show", "plan"] {
        let ended = ann.run(&format!("{line} --endpoint-url {} --json", server.url()));
        assert_eq!(
            (ended.code, ended.stdout.as_str()),
            (1, ""),
            "{line}: {ended:?}"
        );
        assert_eq!(ended.error()["code"], "not-dynamodb", "{line}");
    }
    let ended = ann.run(&format!("up --endpoint-url {}", server.url()));
    insta::assert_snapshot!("html", told(&ended.told(), &server.url()));
}

#[test]
fn an_endpoint_where_nobody_listens_is_unreachable() {
    let ann = Person::new();
    let ended = ann.run("status --endpoint-url http://127.0.0.1:9 --json");
    assert_eq!(ended.code, 1, "{ended:?}");
    assert_eq!(ended.error()["code"], "unreachable");
}

#[test]
fn a_denied_permission_names_the_action_and_the_table() {
    let harness = Harness::dynoxide();
    let server = harness.serve();
    let ann = Person::new().set("DYNAMIG_ENDPOINT_URL", &server.url());
    assert_eq!(ann.run("up --steps 1").code, 0);

    harness.deny("Query");
    let ended = ann.run("status --json");
    assert_eq!(ended.code, 1, "{ended:?}");
    insta::assert_json_snapshot!("denied", ended.error());
    harness.allow_all();

    harness.refuse_writes();
    for line in [
        "status",
        "plan",
        "history",
        "show seed_plans",
        "lock show",
        "doctor",
        "up --dry-run",
        "wait seed_plans",
    ] {
        let ended = ann.run(line);
        assert_eq!(ended.code, 0, "{line}: {ended:?}");
    }
    let ended = ann.run("up --json");
    assert_eq!(ended.code, 1, "{ended:?}");
    assert_eq!(ended.error()["code"], "permission-denied");
}
