//! `doctor`.

use crate::person::Person;

#[test]
fn a_good_place_passes() {
    let ann = Person::with_toml("namespace = \"shop\"\n");
    assert_eq!(ann.run("up --local").code, 0);
    insta::assert_snapshot!("doctor_good", ann.run("doctor --local").told());
}

#[test]
fn an_empty_place_is_warned_of() {
    let ann = Person::new();
    insta::assert_snapshot!("doctor_empty", ann.launch("doctor --local").told());
}

#[test]
fn what_other_commands_stop_at_is_a_finding() {
    let broken = Person::with_toml("namespace = 1\n");
    insta::assert_snapshot!("doctor_broken", broken.launch("doctor --local").told());
    let server = dynamig_harness::html_endpoint();
    let ended = Person::new().launch(&format!("doctor --endpoint-url {} --json", server.url()));
    assert_eq!(ended.code, 1, "{ended:?}");
    let found = ended.json()["checks"].as_array().unwrap().clone();
    assert!(
        found
            .iter()
            .any(|one| one["check"] == "endpoint" && one["outcome"] == "fail"),
        "{found:?}"
    );
}
