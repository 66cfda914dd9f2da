//! Tables of definition files, by `--tables`: with a program that links something, and with none at all.

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use dynamig_harness::Harness;

use crate::person::{Ended, Person, ended, example};

const ORDERS: &str = r#"{:TableName "orders"
 :KeySchema [{:AttributeName "id" :KeyType :HASH}]
 :AttributeDefinitions [{:AttributeName "id" :AttributeType :S}]
 :BillingMode :PAY_PER_REQUEST}
"#;

/// Somebody with a directory `schema` that has these files, and no crate.
fn with_files(files: &[(&str, &str)]) -> Person {
    let ann = Person::with_toml("namespace = \"shop\"\n");
    let schema = ann.path().join("schema");
    std::fs::create_dir(&schema).unwrap();
    for (name, text) in files {
        std::fs::write(schema.join(name), text).unwrap();
    }
    ann
}

/// Runs a program that declares the table `customers`.
fn run_tables(ann: &Person, line: &str) -> Ended {
    let child = ann.command(&example("tables"), line).spawn().unwrap();
    ended(child, line, ann.path())
}

#[test]
fn without_a_crate_nothing_is_built_and_the_files_are_brought_up() {
    // No cargo is found: what would build or link fails.
    let ann = with_files(&[("orders.edn", ORDERS)]).set("PATH", "/nowhere");
    let plan = ann.launch("plan --tables schema --local");
    assert_eq!(plan.code, 0, "{plan:?}");
    assert!(plan.stdout.contains("table orders"), "{plan:?}");
    let up = ann.launch("up --tables schema --local");
    assert_eq!(
        (up.code, up.stdout.trim()),
        (0, "changed 1 table"),
        "{up:?}"
    );
    assert!(up.stderr.contains("namespace shop"), "{up:?}");
    let again = ann.launch("--tables=schema --local up");
    let says = "nothing to do: no migration is applied, 1 table is as declared";
    assert_eq!((again.code, again.stdout.trim()), (0, says), "{again:?}");
    let status = ann.launch("status --tables schema --local");
    assert_eq!(status.code, 0, "{status:?}");
    assert!(
        status.stdout.contains("1 table: 1 as declared"),
        "{status:?}"
    );
    assert!(!ann.path().join("dynamig.lock").exists());
}

#[test]
fn tables_that_are_there_are_adopted_by_their_files() {
    let ann = with_files(&[("orders.edn", ORDERS)]);
    assert_eq!(ann.launch("up --tables schema --local").code, 0);
    std::fs::write(ann.path().join("dynamig.toml"), "namespace = \"billing\"\n").unwrap();
    assert_eq!(ann.launch("up --tables schema --local").code, 4);
    let adopted = ann.launch("baseline --adopt-tables --tables schema --local");
    assert_eq!(adopted.code, 0, "{adopted:?}");
    let up = ann.launch("up --tables schema --local");
    let says = "nothing to do: no migration is applied, 1 table is as declared";
    assert_eq!((up.code, up.stdout.trim()), (0, says), "{up:?}");
}

#[test]
fn a_program_has_the_files_beside_what_it_links() {
    let ann = with_files(&[("orders.edn", ORDERS)]);
    let up = run_tables(&ann, "up --tables schema --local");
    assert_eq!(
        (up.code, up.stdout.trim()),
        (0, "changed 2 tables"),
        "{up:?}"
    );
    let without = run_tables(&ann, "plan --local");
    assert_eq!(without.code, 0, "{without:?}");
    assert!(
        without
            .stderr
            .contains("table `orders`: no longer declared"),
        "{without:?}"
    );
}

#[test]
fn a_table_that_is_linked_and_in_a_file_is_refused_with_both_places() {
    let ann = with_files(&[("a.edn", &ORDERS.replace("orders", "customers"))]);
    let up = run_tables(&ann, "up --tables schema --local");
    assert_eq!(up.code, 4, "{up:?}");
    assert!(up.stderr.contains("schema/a.edn:1"), "{up:?}");
    assert!(up.stderr.contains("tables.rs:"), "{up:?}");
}

#[test]
fn what_is_wrong_with_the_files_is_told_by_name() {
    let ann = with_files(&[("orders.edn", ORDERS)]);
    std::fs::create_dir(ann.path().join("empty")).unwrap();
    let refused = |line: &str, code: i32, says: &str| {
        let ended = ann.launch(line);
        assert_eq!(ended.code, code, "{line}: {ended:?}");
        assert!(ended.stderr.contains(says), "{line}: {ended:?}");
    };
    refused(
        "up --local --tables gone",
        2,
        "gone: there is no such directory",
    );
    refused(
        "up --local --tables empty",
        2,
        "empty: the directory has no definition file",
    );
    let file: PathBuf = ann.path().join("schema/orders.edn");
    let cases: [(&[u8], i32, &str); 4] = [
        (
            b"{:TableName \xff}",
            4,
            "schema/orders.edn:1:13: the byte 0xff is not UTF-8",
        ),
        (
            b"{:TableName \"orders\"",
            4,
            "schema/orders.edn:1:1: this `{` is not closed",
        ),
        (b"{}", 4, "schema/orders.edn:1:1"),
        (&[b'['; 100_000], 4, "schema/orders.edn:1:"),
    ];
    for (text, code, says) in cases {
        std::fs::write(&file, text).unwrap();
        refused("plan --local --tables schema", code, says);
    }
    std::fs::write(&file, ORDERS).unwrap();
    std::fs::write(ann.path().join("schema/twice.edn"), ORDERS).unwrap();
    refused(
        "plan --local --tables schema",
        4,
        "table `orders` is defined twice",
    );
    // Who may do everything reads it all the same.
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&file).is_err() {
        std::fs::remove_file(ann.path().join("schema/twice.edn")).unwrap();
        refused(
            "plan --local --tables schema",
            2,
            "no permission to read this file",
        );
    }
}

#[test]
fn a_namespace_is_asked_for_where_aws_is_written_to() {
    let ann = with_files(&[("orders.edn", ORDERS)])
        .set("AWS_REGION", "eu-west-1")
        .set("AWS_ACCESS_KEY_ID", "a")
        .set("AWS_SECRET_ACCESS_KEY", "b");
    std::fs::remove_file(ann.path().join("dynamig.toml")).unwrap();
    let up = ann.launch("up --tables schema --env prod");
    assert_eq!(up.code, 2, "{up:?}");
    assert!(
        up.stderr
            .contains("write `namespace = \"NAME\"` to dynamig.toml"),
        "{up:?}"
    );
}

#[test]
fn other_commands_refuse_files_of_tables() {
    let ann = with_files(&[("orders.edn", ORDERS)]);
    let history = ann.launch("history --tables schema --local");
    assert_eq!(history.code, 2, "{history:?}");
    assert!(history.stderr.contains("`--tables` is for"), "{history:?}");
}

#[test]
fn what_should_be_thought_about_is_warned_of_once_by_its_code() {
    let expiring = ORDERS.replace(
        " :BillingMode",
        " :TimeToLiveSpecification {:AttributeName \"id\" :Enabled true}\n :BillingMode",
    );
    let ann = with_files(&[("orders.edn", &expiring)]);
    let warned = "warning: DM291: table `orders` at schema/orders.edn:1: ";
    for line in ["plan --local", "up --local", "up --local"] {
        let ended = ann.launch(&format!("{line} --tables schema"));
        assert_eq!(ended.code, 0, "{line}: {ended:?}");
        assert_eq!(ended.stderr.matches(warned).count(), 1, "{line}: {ended:?}");
    }
    let json = ann.launch("plan --local --tables schema --json");
    let document: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(document["warnings"][0]["code"], "DM291");
}

#[test]
fn a_policy_is_printed_for_what_is_pending_and_says_what_is_not_known() {
    let harness = Harness::dynoxide();
    let server = harness.serve();
    let ann = with_files(&[("orders.edn", ORDERS)]).set("DYNAMIG_ENDPOINT_URL", &server.url());
    let policy = |role: &str| {
        let ended = ann.launch(&format!(
            "iam-policy --role {role} --tables schema --region eu-west-1"
        ));
        assert_eq!(ended.code, 0, "{ended:?}");
        ended
    };
    let deploy = policy("deploy");
    insta::assert_snapshot!("policy_of_deploy", deploy.stdout);
    assert!(
        deploy.stderr.contains("the account is not known"),
        "{deploy:?}"
    );
    let on_call = policy("operate").stdout;
    assert!(!on_call.contains("table/orders"), "{on_call}");
    let document: serde_json::Value = serde_json::from_str(&on_call).unwrap();
    assert_eq!(document["Version"], "2012-10-17");
    harness.refuse_writes();
    policy("plan");
    policy("contract");
}

#[test]
fn a_workspace_of_something_else_does_not_stand_in_the_way() {
    let ann = with_files(&[("orders.edn", ORDERS)]);
    let manifest = "[package]\nname = \"other\"\nedition = \"2024\"\n[workspace]\n";
    std::fs::write(ann.path().join("Cargo.toml"), manifest).unwrap();
    std::fs::create_dir(ann.path().join("src")).unwrap();
    std::fs::write(ann.path().join("src/lib.rs"), "").unwrap();
    let plan = ann.launch("plan --tables schema --local");
    assert_eq!(plan.code, 0, "{plan:?}");
    assert!(plan.stdout.contains("table orders"), "{plan:?}");
    let status = ann.launch("status --local");
    assert_eq!(status.code, 2, "{status:?}");
    assert!(
        status.stderr.contains("depends on dynamig-core"),
        "{status:?}"
    );
}
