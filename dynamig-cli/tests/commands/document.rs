//! The JSON document: a contract.

use crate::person::{Person, steady};

#[test]
fn every_command_writes_one_document_of_one_form() {
    let ann = Person::new();
    for line in [
        "plan",
        "status",
        "up --steps 1 --dry-run",
        "up --steps 2",
        "up --only seed_plans",
        "up --to add_customers",
        "history",
        "show seed_plans",
        "lock show",
        "wait seed_plans",
        "down --steps 1",
        "redo",
        "baseline --dry-run",
        "baseline --to add_customers",
        "repair",
        "mark add_customers reverted",
        "mark add_customers skipped --dry-run",
        "status --no-build",
        "doctor",
        "meta create",
        "up",
        "up",
        "fresh --dry-run",
        "fresh",
        "meta destroy --allow destructive",
    ] {
        let ended = ann.run(&format!("{line} --local --json"));
        assert_eq!(ended.code, 0, "{line}: {ended:?}");
        let document = ended.json();
        let names = [
            "schema_version",
            "target",
            "lock",
            "summary",
            "migrations",
            "tables",
            "steps",
            "requests",
            "warnings",
        ];
        for name in names {
            assert!(
                document.get(name).is_some(),
                "`{line}` has no {name}: {document}"
            );
        }
        assert_eq!(document["schema_version"], 1);
        assert_eq!(document["tables"], serde_json::json!([]));
    }
}

#[test]
fn the_document_of_status() {
    let ann = Person::with_toml("namespace = \"shop\"\npackage = \"fixture\"\n");
    assert_eq!(ann.run("up --local --to add_customers").code, 0);
    insta::assert_json_snapshot!(
        "status_document",
        steady(ann.run("status --local --json").json())
    );
}

#[test]
fn the_document_of_a_plan() {
    let ann = Person::new();
    insta::assert_json_snapshot!(
        "plan_document",
        steady(ann.run("plan --local --json").json())
    );
}

#[test]
fn the_document_of_a_run_has_its_steps_and_every_request() {
    let ann = Person::new();
    let document = ann.run("up --local --json --steps 2").json();
    assert_eq!(document["steps"].as_array().unwrap().len(), 2);
    assert_eq!(document["summary"]["applied"], 2);
    assert!(
        document["requests"]["by_operation"]["CreateTable"]
            .as_u64()
            .unwrap()
            >= 3,
        "{document}"
    );
}

#[test]
fn a_no_op_is_one_request() {
    let ann = Person::new();
    assert_eq!(ann.run("up --local").code, 0);
    let document = ann.run("up --local --json").json();
    assert_eq!(
        document["requests"],
        serde_json::json!({ "total": 1, "by_operation": { "GetItem": 1 } })
    );
    assert_eq!(document["summary"]["applied"], 3);
}

#[test]
fn what_a_migration_prints_is_kept_out_of_the_document() {
    let ann = Person::new();
    let ended = ann.run("up --local --json");
    assert_eq!(ended.json()["summary"]["applied"], 3);
    assert!(
        ended.stderr.contains("a user's own words on stdout"),
        "{ended:?}"
    );
}
