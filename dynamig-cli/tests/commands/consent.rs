//! Who agreed to what, on a target that is protected.

use dynamig_harness::{Harness, Loopback};

use crate::person::Person;

/// A protected target: an endpoint on this machine that a configuration says is precious.
pub(crate) fn protected() -> (Harness, Loopback, Person) {
    let harness = Harness::dynoxide();
    let server = harness.serve();
    let toml = format!(
        "namespace = \"shop\"\n[env.prod]\nendpoint_url = \"{}\"\nprotected = true\n",
        server.url()
    );
    let person = Person::with_toml(&toml).set("DYNAMIG_ENV", "prod");
    (harness, server, person)
}

#[test]
fn safe_steps_need_no_consent_and_undoing_needs_it() {
    let (_harness, _server, ann) = protected();
    assert_eq!(ann.run("up --steps 2").code, 0);
    let refused = ann.run("down --steps 1");
    assert_eq!(refused.code, 6, "{refused:?}");
    let text = refused.told();
    let url = text
        .split_whitespace()
        .find(|word| word.starts_with("http://"))
        .unwrap()
        .to_owned();
    insta::assert_snapshot!("down_refused", text.replace(&url, "URL"));
}

#[test]
fn yes_replaces_no_consent_and_half_a_consent_is_none() {
    let (_harness, _server, ann) = protected();
    assert_eq!(ann.run("up --steps 2").code, 0);
    for flags in [
        "--yes",
        "--yes --allow breaking --confirm prod",
        "--allow destructive",
        "--confirm prod",
    ] {
        let ended = ann.run(&format!("down --steps 1 {flags}"));
        assert_eq!(ended.code, 6, "{flags}: {ended:?}");
    }
    let wrong = ann.run("down --steps 1 --allow destructive --confirm dev");
    assert_eq!(wrong.code, 2, "{wrong:?}");
    assert_eq!(ann.run("status --json").json()["summary"]["applied"], 2);
    let ended = ann.run("down --steps 1 --allow destructive --confirm prod");
    assert_eq!(ended.code, 0, "{ended:?}");
}

#[test]
fn redo_reset_mark_and_repair_need_it_too_and_fresh_is_not_there() {
    let (_harness, _server, ann) = protected();
    assert_eq!(ann.run("up --steps 2").code, 0);
    for line in ["redo", "reset", "mark seed_plans reverted --reason because"] {
        assert_eq!(ann.run(line).code, 6, "{line}");
    }
    assert_eq!(ann.run("fresh --allow destructive --confirm prod").code, 2);
    assert_eq!(ann.run("meta destroy --allow destructive").code, 6);
    let unreasoned = ann.run("mark seed_plans reverted --allow destructive --confirm prod");
    assert_eq!(unreasoned.code, 2, "{unreasoned:?}");
    let reasoned =
        ann.run("mark add_customers reverted --reason looked --allow destructive --confirm prod");
    assert_eq!(reasoned.code, 0, "{reasoned:?}");
}

#[test]
fn an_unprotected_target_asks_for_nothing_but_the_meta_table() {
    let ann = Person::new();
    assert_eq!(ann.run("up --local --steps 2").code, 0);
    assert_eq!(ann.run("down --local --all").code, 0);
    assert_eq!(ann.run("meta destroy --local --yes").code, 6);
    assert_eq!(ann.run("meta destroy --local --allow destructive").code, 0);
}

#[test]
fn the_lock_of_a_protected_target_is_released_with_a_reason() {
    let (_harness, _server, ann) = protected();
    assert_eq!(ann.run("up --steps 1").code, 0);
    assert_eq!(ann.run("lock release --owner nobody").code, 2);
    assert_eq!(ann.run("lock release --owner nobody --reason gone").code, 4);
}

#[test]
fn before_a_terminal_yes_answers_safe_questions_and_json_asks_none() {
    let (_harness, _server, ann) = protected();
    let typing = ann.at_a_terminal("up --steps 1");
    typing.sees("Apply 1 migration on `prod`? [y/N]");
    let declined = typing.types("", &ann);
    assert_eq!(declined.code, 6, "{declined:?}");
    let ended = ann.at_a_terminal("up --steps 1 --yes").ends(&ann);
    assert_eq!(ended.code, 0, "{ended:?}");
    let ended = ann.at_a_terminal("up --steps 1 --json").ends(&ann);
    assert_eq!(ended.code, 0, "{ended:?}");
    for line in ["down --steps 1 --json", "redo --json --yes"] {
        let refused = ann.at_a_terminal(line).ends(&ann);
        assert_eq!(refused.code, 6, "{line}: {refused:?}");
        assert_eq!(refused.error()["code"], "consent-needed");
    }
    let under_ci = ann.set("CI", "true");
    let refused = under_ci.at_a_terminal("down --steps 1").ends(&under_ci);
    assert_eq!(refused.code, 6, "{refused:?}");
}
