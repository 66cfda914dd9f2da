//! What is refused before anything is looked at: exit 2.

use crate::person::Person;

#[test]
fn help_and_the_version_are_answers() {
    let ann = Person::new();
    for line in [
        "--help",
        "--version",
        "up --help",
        "help up",
        "-h",
        "lock --help",
    ] {
        let ended = ann.run(line);
        assert_eq!((ended.code, ended.stderr.as_str()), (0, ""), "{line}");
        assert!(!ended.stdout.is_empty());
    }
    let ended = ann.run("");
    assert_eq!((ended.code, ended.stdout.as_str()), (2, ""));
}

#[test]
fn wrong_flags_are_usage_errors() {
    let ann = Person::new();
    for line in [
        "up --local --steps -1",
        "up --local --steps 0",
        "up --local --steps abc",
        "up --local --steps 1 --to seed_plans",
        "up --local --all",
        "down --local",
        "down --local --all --steps 1",
        "up --local --tables definitions",
        "contract --local --no-backup",
        "mark --local seed_plans done",
        "up --local --endpoint-url http://localhost:8000",
        "--local up --endpoint-url http://localhost:8000",
        "up --local --json --format markdown",
        "up --local --format markdown",
        "up --local --lease soon",
        "up --local --lease 1ms",
        "up --local --allow everything",
        "up --local surplus",
        "up --endpoint-url localhost",
        "up --local --lock-timeout -1s",
    ] {
        let ended = ann.run(line);
        assert_eq!(
            (ended.code, ended.stdout.as_str()),
            (2, ""),
            "{line}: {ended:?}"
        );
        assert!(ended.stderr.starts_with("error: "), "{line}: {ended:?}");
        assert!(!ann.path().join("target").exists(), "{line} wrote");
    }
}

#[test]
fn a_wrong_number_is_told_with_the_flag() {
    let ann = Person::new();
    insta::assert_snapshot!(ann.run("up --local --steps -1").told());
}

#[test]
fn with_json_an_error_is_one_line_of_json() {
    let ann = Person::new();
    for line in [
        "up --local --json --steps abc",
        "--format json up --local --surplus",
        "up --json",
    ] {
        let ended = ann.run(line);
        assert_eq!(
            (ended.code, ended.stdout.as_str()),
            (2, ""),
            "{line}: {ended:?}"
        );
        assert_eq!(ended.stderr.lines().count(), 1, "{line}: {ended:?}");
        let error = ended.error();
        assert_eq!(error["code"], "usage", "{line}: {error}");
        assert!(error["message"].is_string() && error["hint"].is_string());
    }
}

#[test]
fn an_unknown_id_is_told_with_the_nearest_one() {
    let ann = Person::new();
    for line in [
        "up --to add_custmers",
        "up --only add_custmers",
        "down --to add_custmers",
        "mark add_custmers applied",
        "redo add_custmers",
    ] {
        let ended = ann.run(&format!("{line} --local"));
        assert_eq!(ended.code, 2, "{line}: {ended:?}");
        assert!(
            ended
                .stderr
                .contains("did you mean `20260802090000_add_customers`?"),
            "{line}: {ended:?}"
        );
    }
    assert!(
        !ann.path().join("target/dynamig/local.db").exists()
            || ann.run("status --local --json").json()["summary"]["applied"] == 0
    );
}

#[test]
fn completions_are_made_for_every_shell() {
    let ann = Person::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ended = ann.run(&format!("completions {shell}"));
        assert_eq!(ended.code, 0, "{shell}");
        assert!(ended.stdout.contains("baseline"), "{shell}");
    }
}
