//! Changes of the history by hand.

use crate::person::Person;

#[test]
fn baseline_records_without_running() {
    let ann = Person::new();
    insta::assert_snapshot!(
        "baseline",
        ann.run("baseline --local --to add_customers").told()
    );
    insta::assert_snapshot!("status_after_baseline", ann.run("status --local").told());
    insta::assert_snapshot!("up_after_baseline", ann.run("up --local").told());
    insta::assert_snapshot!("up_again_after_baseline", ann.run("up --local").told());
    assert_eq!(ann.run("baseline --local").stdout, "nothing to baseline\n");
}

#[test]
fn mark_records_what_a_person_knows_and_why() {
    let ann = Person::new();
    let marked = ann.run("mark seed_plans skipped --reason unwanted --local");
    assert_eq!(marked.code, 0, "{marked:?}");
    let log = ann.run("show seed_plans --local --json").json()["log"].clone();
    assert_eq!(
        (&log[0]["command"], &log[0]["reason"]),
        (&"mark-skipped".into(), &"unwanted".into())
    );
    assert_eq!(ann.run("mark seed_plans applied --local").code, 0);
    assert_eq!(ann.run("mark seed_plans skipped --local").code, 4);
    assert_eq!(ann.run("mark seed_plans forgotten --local").code, 0);
    assert_eq!(
        ann.run("mark seed_plans reverted --local --dry-run").code,
        4
    );
}

#[test]
fn down_keeps_what_others_need_unless_it_is_forced() {
    let ann = Person::new();
    assert_eq!(ann.run("up --local --steps 2").code, 0);
    insta::assert_snapshot!("stranded", ann.run("down --local --only seed_plans").told());
    assert_eq!(ann.run("down --local --only seed_plans --force").code, 0);
}

#[test]
fn the_table_of_the_history_is_made_and_deleted() {
    let ann = Person::new();
    insta::assert_snapshot!("meta_create", ann.run("meta create --local").told());
    insta::assert_snapshot!(
        "meta_destroy",
        ann.run("meta destroy --local --allow destructive").told()
    );
}

#[test]
fn fresh_on_another_engine_says_what_it_forgets_and_what_it_leaves() {
    let harness = dynamig_harness::Harness::dynoxide();
    let server = harness.serve();
    let ann = Person::new()
        .set("DYNAMIG_ENDPOINT_URL", &server.url())
        .set("DYNAMIG_NAMESPACE", "shop");
    assert_eq!(ann.run("up").code, 0);
    let steady = |ended: crate::person::Ended| ended.told().replace(&server.url(), "URL");
    insta::assert_snapshot!("fresh_would", steady(ann.run("fresh --dry-run")));
    let would = ann.run("fresh --dry-run --json").json();
    insta::assert_snapshot!("fresh_elsewhere", steady(ann.run("fresh")));

    let did = ann.run("fresh --json").json();
    assert_eq!(did["forgot"], would["would_forget"]);
    assert_eq!(did["left"], would["left"]);
    assert_eq!(
        did["left"],
        serde_json::json!({
            "tables": ["customers", "plans"],
            "not_known_of": ["20260803090000_send_welcome"]
        })
    );
    assert_eq!(did["summary"]["applied"], 3);
}

#[test]
fn fresh_on_this_machine_says_where_before_it_deletes() {
    let ann = Person::new();
    assert_eq!(
        ann.run("fresh --local --dry-run --json").json()["would_delete"],
        serde_json::Value::Null
    );
    assert_eq!(ann.run("up --local --steps 1").code, 0);
    insta::assert_snapshot!(
        "fresh_here_would",
        ann.run("fresh --local --dry-run").told()
    );
    insta::assert_snapshot!("fresh_here", ann.run("fresh --local").told());
    let did = ann.run("fresh --local --json").json();
    assert_eq!(did["deleted"], "HERE/target/dynamig/local.db");
}

#[test]
fn fresh_where_nothing_was_applied_leaves_nothing_and_applies_everything() {
    let harness = dynamig_harness::Harness::dynoxide();
    let server = harness.serve();
    let ann = Person::new().set("DYNAMIG_ENDPOINT_URL", &server.url());
    let did = ann.run("fresh --json").json();
    assert_eq!(did["forgot"], serde_json::json!([]));
    assert_eq!(
        did["left"],
        serde_json::json!({ "tables": [], "not_known_of": [] })
    );
    assert_eq!(did["summary"]["applied"], 3);
}
