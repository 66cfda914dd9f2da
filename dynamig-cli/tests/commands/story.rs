//! The first day: apply, look, undo, apply again.

use crate::person::Person;

#[test]
fn up_applies_everything_and_then_has_nothing_to_do() {
    let ann = Person::new();
    insta::assert_snapshot!("up", ann.run("up --local").told());
    insta::assert_snapshot!("up_again", ann.run("up --local").told());
}

#[test]
fn status_plan_and_history_show_what_is_there() {
    let ann = Person::new();
    assert_eq!(ann.run("up --local --to add_customers").code, 0);
    insta::assert_snapshot!("status", ann.run("status --local").told());
    insta::assert_snapshot!("plan", ann.run("plan --local").told());
    insta::assert_snapshot!(
        "plan_markdown",
        ann.run("plan --local --format markdown").told()
    );
    insta::assert_snapshot!(
        "status_markdown",
        ann.run("status --local --format markdown").told()
    );
    insta::assert_snapshot!("history", ann.run("history --local").told());
    insta::assert_snapshot!("show", ann.run("show seed_plans --local").told());
}

#[test]
fn show_tells_the_steps_of_a_migration_and_never_what_they_stored() {
    let ann = Person::new().set("FIXTURE_CUSTOMERS", "step");
    assert_eq!(ann.run("up --local").code, 1);
    let shown = ann.launch("show add_customers --local");
    insta::assert_snapshot!("show_steps", shown.told());
    let document = ann.launch("show add_customers --local --json");
    assert!(!document.stdout.contains("ann@example.com"), "{document:?}");
    let steps = crate::person::steady(document.json()["stored_steps"].clone());
    assert_eq!(
        steps,
        serde_json::json!([{ "name": "look ann up", "direction": "up", "at": "[at]", "bytes": 17 }])
    );
}

#[test]
fn down_undoes_the_last_and_up_applies_it_again() {
    let ann = Person::new();
    assert_eq!(ann.run("up --local --steps 2").code, 0);
    insta::assert_snapshot!("down", ann.run("down --local --steps 1").told());
    insta::assert_snapshot!(
        "up_after_down",
        ann.run("up --local --only add_customers").told()
    );
}

#[test]
fn a_dry_run_of_any_writing_command_writes_nothing() {
    let ann = Person::new();
    for line in [
        "up",
        "fresh",
        "baseline",
        "mark seed_plans skipped",
        "meta create",
        "meta destroy",
    ] {
        let ended = ann.run(&format!("{line} --local --dry-run"));
        assert_eq!(ended.code, 0, "{line}: {ended:?}");
        assert!(!ann.path().join("target").exists(), "{line} wrote");
    }
    assert_eq!(ann.run("up --local --steps 2").code, 0);
    let before = ann.run("history --local --json").json()["log"].clone();
    for line in [
        "up",
        "down --all",
        "redo",
        "reset",
        "fresh",
        "baseline",
        "repair",
        "mark send_welcome applied",
    ] {
        let ended = ann.run(&format!("{line} --local --dry-run"));
        assert_eq!(ended.code, 0, "{line}: {ended:?}");
    }
    assert_eq!(ann.run("history --local --json").json()["log"], before);
}

#[test]
fn redo_reset_and_fresh_end_with_everything_applied() {
    let ann = Person::new();
    assert_eq!(ann.run("up --local --steps 2").code, 0);
    for line in ["redo", "redo seed_plans --force", "reset", "fresh", "fresh"] {
        let ended = ann.run(&format!("{line} --local"));
        assert_eq!(ended.code, 0, "{line}: {ended:?}");
    }
    let summary = ann.run("status --local --json").json()["summary"].clone();
    assert_eq!(
        (&summary["applied"], &summary["pending"]),
        (&3.into(), &0.into())
    );
}

#[test]
fn a_failing_migration_names_itself_and_runs_again_from_its_start() {
    let ann = Person::new().set("FIXTURE_CUSTOMERS", "fail");
    insta::assert_snapshot!("failed", ann.run("up --local").told());
    assert_eq!(ann.run("status --local --exit-code").code, 3);
    assert_eq!(ann.run("wait add_customers --local").code, 1);
    let error = ann.run("up --local --json").error();
    assert_eq!(error["code"], "migration-failed");

    let mended = ann.set("FIXTURE_CUSTOMERS", "");
    assert_eq!(mended.run("up --local").code, 0);
    assert_eq!(mended.run("wait add_customers --local").code, 0);
}

#[test]
fn a_panic_fails_the_migration_and_not_the_process() {
    let ann = Person::new().set("FIXTURE_CUSTOMERS", "panic");
    let ended = ann.run("up --local");
    assert_eq!(ended.code, 1, "{ended:?}");
    assert!(ended.stderr.contains("nobody expected this"), "{ended:?}");
}

#[test]
fn a_down_that_fails_leaves_its_migration_applied() {
    let ann = Person::new().set("FIXTURE_CUSTOMERS_DOWN", "fail");
    assert_eq!(ann.run("up --local --steps 2").code, 0);
    let ended = ann.run("down --local --steps 1");
    assert_eq!(ended.code, 1, "{ended:?}");
    assert_eq!(
        ann.run("status --local --json").json()["summary"]["applied"],
        2
    );
}
