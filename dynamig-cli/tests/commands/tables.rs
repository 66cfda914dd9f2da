//! Declared tables on the command line.

use crate::person::{Ended, Person, ended, example};

fn run(person: &Person, program: &str, line: &str) -> Ended {
    let child = person.command(&example(program), line).spawn().unwrap();
    ended(child, line, person.path())
}

#[test]
fn a_declared_table_is_planned_created_and_then_there_is_nothing_to_do() {
    let ann = Person::with_toml("namespace = \"shop\"\n");
    let plan = run(&ann, "tables", "plan --local");
    assert_eq!(plan.code, 0, "{plan:?}");
    let row = "table customers  customers  create the table: HASH id (S); PAY_PER_REQUEST; stream NEW_IMAGE\n";
    assert!(plan.stdout.contains(row), "{plan:?}");
    let document = run(&ann, "tables", "plan --local --json").json();
    assert_eq!(document["steps"][0]["detail"], "create the table");
    let up = run(&ann, "tables", "up --local");
    assert_eq!(
        (up.code, up.stdout.trim()),
        (0, "changed 1 table"),
        "{up:?}"
    );
    assert!(up.stderr.contains("customers: create the table"), "{up:?}");
    let again = run(&ann, "tables", "up --local");
    let says = "nothing to do: no migration is applied, 1 table is as declared";
    assert_eq!((again.code, again.stdout.trim()), (0, says), "{again:?}");
    let unlooked = run(&ann, "tables", "up --local --no-observe");
    let says = "nothing to do: no migration is applied; 1 table was not looked at";
    assert_eq!(
        (unlooked.code, unlooked.stdout.trim()),
        (0, says),
        "{unlooked:?}"
    );
}

#[test]
fn what_waits_for_contract_is_told_and_an_older_program_turns_nothing_back() {
    let ann = Person::with_toml("namespace = \"shop\"\n");
    assert_eq!(run(&ann, "tables", "up --local").code, 0);
    let up = run(&ann, "tables_changed", "up --local");
    assert_eq!(
        (up.code, up.stdout.trim()),
        (0, "changed 1 table"),
        "{up:?}"
    );
    assert!(up.stderr.contains("add index `by_email`"), "{up:?}");
    assert!(up.stderr.contains("held: table `customers`: "), "{up:?}");
    let again = run(&ann, "tables_changed", "up --local");
    let says =
        "nothing to do: no migration is applied, 1 table is as declared but for what is held";
    assert_eq!((again.code, again.stdout.trim()), (0, says), "{again:?}");
    let older = run(&ann, "tables", "up --local");
    let says = "nothing to do: no migration is applied, 1 table was looked at";
    assert_eq!((older.code, older.stdout.trim()), (4, says), "{older:?}");
    assert!(
        older
            .stderr
            .contains("a newer program has changed this table"),
        "{older:?}"
    );
    let history = run(&ann, "tables", "history --local");
    assert!(history.stdout.contains("table customers"), "{history:?}");
}

#[test]
fn a_table_of_another_namespace_is_refused_by_plan_and_up() {
    let ann = Person::with_toml("namespace = \"shop\"\n");
    assert_eq!(run(&ann, "tables", "up --local").code, 0);
    std::fs::write(ann.path().join("dynamig.toml"), "namespace = \"billing\"\n").unwrap();
    for command in ["plan --local", "up --local"] {
        let refused = run(&ann, "tables", command);
        assert_eq!(refused.code, 4, "{refused:?}");
        assert!(refused.stderr.contains("customers"), "{refused:?}");
    }
}

#[test]
fn status_tells_where_every_table_stands() {
    let ann = Person::with_toml("namespace = \"shop\"\n");
    let absent = run(&ann, "tables", "status --local --exit-code");
    assert_eq!(absent.code, 3, "{absent:?}");
    insta::assert_snapshot!("status_absent", absent.stdout);
    assert_eq!(run(&ann, "tables", "up --local").code, 0);
    let managed = run(&ann, "tables", "status --local --exit-code");
    assert_eq!(managed.code, 0, "{managed:?}");
    insta::assert_snapshot!("status_managed", managed.stdout);
    let changed = run(&ann, "tables_changed", "status --local --exit-code");
    assert_eq!(changed.code, 3, "{changed:?}");
    insta::assert_snapshot!("status_changed", changed.stdout);
    assert_eq!(run(&ann, "tables_changed", "up --local").code, 0);
    let outdated = run(
        &ann,
        "tables",
        "status --local --exit-code --format markdown",
    );
    assert_eq!(outdated.code, 4, "{outdated:?}");
    insta::assert_snapshot!("status_outdated", outdated.stdout);
}

#[test]
fn status_never_says_that_a_table_is_as_declared_that_nobody_looked_at() {
    let ann = Person::with_toml("namespace = \"shop\"\n");
    let nothing = run(&ann, "tables", "status --local --no-observe");
    assert!(
        nothing.stdout.contains("not recorded yet; not looked at"),
        "{nothing:?}"
    );
    assert_eq!(run(&ann, "tables", "up --local").code, 0);
    let unlooked = run(&ann, "tables", "status --local --no-observe --exit-code");
    assert_eq!(unlooked.code, 0, "{unlooked:?}");
    assert!(
        unlooked
            .stdout
            .contains("recorded as declared; not looked at since 20"),
        "{unlooked:?}"
    );
    assert!(
        unlooked.stdout.contains("1 table: 1 not looked at"),
        "{unlooked:?}"
    );
    let unbuilt = run(&ann, "tables", "status --local --no-build");
    assert!(
        unbuilt.stdout.contains("not looked at since 20"),
        "{unbuilt:?}"
    );
    // The history alone tells that the next release has more to do.
    let changed = run(
        &ann,
        "tables_changed",
        "status --local --no-observe --exit-code",
    );
    assert_eq!(changed.code, 3, "{changed:?}");
    assert!(
        changed.stdout.contains("not brought to what is declared"),
        "{changed:?}"
    );
}

#[test]
fn a_table_that_another_namespace_has_is_unmanaged_and_to_be_decided_about() {
    let ann = Person::with_toml("namespace = \"shop\"\n");
    assert_eq!(run(&ann, "tables", "up --local").code, 0);
    std::fs::write(ann.path().join("dynamig.toml"), "namespace = \"billing\"\n").unwrap();
    let unmanaged = run(&ann, "tables", "status --local --exit-code");
    assert_eq!(unmanaged.code, 4, "{unmanaged:?}");
    assert!(unmanaged.stdout.starts_with("STATE"), "{unmanaged:?}");
    assert!(
        unmanaged.stdout.contains("unmanaged  customers  "),
        "{unmanaged:?}"
    );
    assert!(unmanaged.stderr.contains("hint: "), "{unmanaged:?}");
}

#[test]
fn documents_have_the_tables_that_were_looked_at() {
    let ann = Person::with_toml("namespace = \"shop\"\n");
    let planned = run(&ann, "tables", "plan --local --json").json();
    assert_eq!(planned["tables"][0]["state"], "absent", "{planned}");
    assert_eq!(planned["tables"][0]["changes"][0]["kind"], "planned");
    assert_eq!(planned["summary"]["tables"]["pending"], 1);
    let up = run(&ann, "tables", "up --local --json").json();
    assert_eq!(up["tables"][0]["state"], "managed", "{up}");
    assert_eq!(up["tables"][0]["changes"], serde_json::json!([]));
    assert_eq!(up["tables"][0]["brought"], true);
    assert_eq!(up["summary"]["tables"]["agreeing"], 1);
    let noop = run(&ann, "tables", "up --local --json").json();
    assert_eq!(
        noop["tables"][0]["changes"],
        serde_json::json!([]),
        "{noop}"
    );
    let by_operation = &noop["requests"]["by_operation"];
    let once = serde_json::json!({ "DescribeTable": 1, "Query": 1 });
    assert_eq!(
        *by_operation, once,
        "the history is read once, and each table looked at once"
    );
    let unlooked = run(&ann, "tables", "status --local --json --no-observe").json();
    assert_eq!(unlooked["tables"][0]["changes"], serde_json::Value::Null);
    assert_eq!(unlooked["summary"]["tables"]["unlooked"], 1);
}

/// What `doctor` says of tables.
fn diagnosed(person: &Person) -> String {
    let ended = run(person, "tables", "doctor");
    let about = |line: &&str| {
        line.contains(" tables ") || line.contains("hint: `up`") || line.contains("hint: find")
    };
    let lines: Vec<_> = ended.stdout.lines().filter(about).collect();
    format!("{} (exit {})", lines.join("\n"), ended.code)
}

#[tokio::main(flavor = "current_thread")]
async fn delete(client: &aws_sdk_dynamodb::Client) {
    client
        .delete_table()
        .table_name("customers")
        .send()
        .await
        .unwrap();
}

#[tokio::main(flavor = "current_thread")]
async fn create_otherwise(client: &aws_sdk_dynamodb::Client) {
    use aws_sdk_dynamodb::types::{
        AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
    };
    let key = KeySchemaElement::builder()
        .attribute_name("id")
        .key_type(KeyType::Hash);
    let id = AttributeDefinition::builder().attribute_name("id");
    let id = id.attribute_type(ScalarAttributeType::S);
    let create = client.create_table().table_name("customers");
    let create = create.billing_mode(BillingMode::PayPerRequest);
    let create = create.key_schema(key.build().unwrap());
    create
        .attribute_definitions(id.build().unwrap())
        .send()
        .await
        .unwrap();
}

#[test]
fn doctor_looks_at_the_tables_that_the_history_has() {
    let harness = dynamig_harness::Harness::dynoxide();
    let server = harness.serve();
    let ann = Person::new()
        .set("DYNAMIG_ENDPOINT_URL", &server.url())
        .set("DYNAMIG_NAMESPACE", "shop");
    assert_eq!(run(&ann, "tables", "up").code, 0);
    let sound = diagnosed(&ann);
    delete(&harness.client());
    let gone = diagnosed(&ann);
    create_otherwise(&harness.client());
    let recreated = diagnosed(&ann);
    insta::assert_snapshot!("doctor_tables", [sound, gone, recreated].join("\n\n"));
}

#[test]
fn fresh_on_another_engine_deletes_what_is_managed_and_makes_it_again() {
    let harness = dynamig_harness::Harness::dynoxide();
    let server = harness.serve();
    let ann =
        Person::with_toml("namespace = \"shop\"\n").set("DYNAMIG_ENDPOINT_URL", &server.url());
    assert_eq!(run(&ann, "tables_changed", "up").code, 0);
    let dry = run(&ann, "tables", "fresh --dry-run");
    let says =
        "would delete 1 table, forget 0 migrations and apply everything; nothing was written";
    assert_eq!(
        (dry.code, dry.stdout.lines().next()),
        (0, Some(says)),
        "{dry:?}"
    );
    assert!(dry.stdout.contains("\n  table customers"), "{dry:?}");
    let would = run(&ann, "tables", "fresh --dry-run --json").json();
    let did = run(&ann, "tables", "fresh --json").json();
    assert_eq!(
        would["would_delete_tables"],
        serde_json::json!(["customers"])
    );
    assert_eq!(did["deleted_tables"], would["would_delete_tables"]);
    assert_eq!(did["steps"][0]["action"], "create", "{did}");
    let again = run(&ann, "tables", "up");
    let says = "nothing to do: no migration is applied, 1 table is as declared";
    assert_eq!((again.code, again.stdout.trim()), (0, says), "{again:?}");
}

#[test]
fn the_two_parts_of_up_can_be_asked_for() {
    let ann = Person::with_toml("namespace = \"shop\"\n");
    let early = run(&ann, "tables", "up --local --phase migrate");
    assert_eq!(early.code, 4, "{early:?}");
    assert!(early.stderr.contains("--phase expand"), "{early:?}");
    let expand = run(&ann, "tables", "up --local --phase expand");
    let says = "changed 1 table";
    assert_eq!((expand.code, expand.stdout.trim()), (0, says), "{expand:?}");
    let migrate = run(&ann, "tables", "up --local --phase migrate");
    assert_eq!(migrate.code, 0, "{migrate:?}");
    let selected = run(&ann, "tables", "up --local --phase expand --steps 1");
    assert_eq!(selected.code, 2, "{selected:?}");
}
