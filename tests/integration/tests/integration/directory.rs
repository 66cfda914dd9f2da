//! A directory of definition files, brought to an environment at run time.

use dynamig::{Code, Migrator, Observe, Registry, TableOutcome, TableRun, UpOptions};

use crate::given::World;

const ORDERS: &str = r#"{:TableName "orders"
 :KeySchema [{:AttributeName "id" :KeyType :HASH}]
 :AttributeDefinitions [{:AttributeName "id" :AttributeType :S}]
 :BillingMode :PAY_PER_REQUEST}"#;

const PLANS: &str = r#"{"TableName": "plans",
 "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
 "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
 "BillingMode": "PAY_PER_REQUEST"}"#;

/// The same orders with a stream.
fn streamed() -> String {
    ORDERS.replace(
        ":BillingMode",
        ":StreamSpecification {:StreamEnabled true :StreamViewType :NEW_IMAGE}\n :BillingMode",
    )
}

fn directory(files: &[(&str, &str)]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(directory.path().join(name), text).unwrap();
    }
    directory
}

fn migrator(world: &World, directory: &tempfile::TempDir) -> Migrator {
    let registry = Registry::of_directory(directory.path()).unwrap();
    Migrator::with_registry(world.client(), world.settings(), registry)
}

/// `orders created (create the table)`.
fn told(reports: &[TableRun]) -> Vec<String> {
    let told = |report: &TableRun| {
        let done = report.done.join(", ");
        format!("{} {} ({done})", report.name, report.outcome.as_str())
    };
    reports.iter().map(told).collect()
}

#[tokio::test]
async fn a_run_tells_what_became_of_each_table() {
    let world = World::new();
    let files = directory(&[("orders.edn", ORDERS), ("plans.json", PLANS)]);
    let first = migrator(&world, &files).up().await.unwrap();
    assert!(!first.is_up_to_date());
    assert_eq!(
        told(&first.tables),
        [
            "orders created (create the table)",
            "plans created (create the table)"
        ]
    );
    std::fs::write(files.path().join("orders.edn"), streamed()).unwrap();
    let changed = migrator(&world, &files);
    let second = changed.up().await.unwrap();
    assert_eq!(
        told(&second.tables),
        [
            "orders changed (stream on, NEW_IMAGE)",
            "plans unchanged ()"
        ]
    );
    let trusting = changed.up().await.unwrap();
    assert!(trusting.is_up_to_date());
    assert_eq!(
        told(&trusting.tables),
        ["orders not looked at ()", "plans not looked at ()"]
    );
    let look = UpOptions::new().observe(Observe::Always);
    let looked = changed.up_with(&look).await.unwrap();
    assert!(looked.is_up_to_date());
    assert_eq!(
        told(&looked.tables),
        ["orders unchanged ()", "plans unchanged ()"]
    );
    std::fs::write(files.path().join("orders.edn"), ORDERS).unwrap();
    let older = migrator(&world, &files).up_with(&look).await.unwrap();
    assert_eq!(older.tables[0].outcome, TableOutcome::Outdated);
}

#[tokio::test]
async fn what_waits_for_contract_is_told_of_its_table() {
    let world = World::new();
    let files = directory(&[("orders.edn", &streamed())]);
    migrator(&world, &files).up().await.unwrap();
    let off = ORDERS.replace(
        ":BillingMode",
        ":StreamSpecification {:StreamEnabled false}\n :BillingMode",
    );
    std::fs::write(files.path().join("orders.edn"), off).unwrap();
    let report = migrator(&world, &files).up().await.unwrap();
    let [orders] = &report.tables[..] else {
        panic!("{:?}", report.tables)
    };
    assert_eq!(orders.outcome, TableOutcome::Unchanged);
    assert_eq!(orders.held.len(), 1, "{orders:?}");
}

#[tokio::test]
async fn what_should_be_thought_about_is_warned_of_once() {
    let world = World::new();
    let expiring = ORDERS.replace(
        ":BillingMode",
        ":TimeToLiveSpecification {:AttributeName \"id\" :Enabled true}\n :BillingMode",
    );
    let files = directory(&[("orders.edn", &expiring)]);
    let report = migrator(&world, &files).up().await.unwrap();
    let [warning] = &report.warnings[..] else {
        panic!("{:?}", report.warnings)
    };
    let json = serde_json::to_value(warning).unwrap();
    assert_eq!(json["code"], "DM291");
    assert!(
        warning.message.starts_with("DM291: table `orders` at "),
        "{warning:?}"
    );
}

#[test]
fn what_cannot_be_read_names_the_directory_and_what_is_wrong_the_file() {
    let empty = directory(&[]);
    let gone = empty.path().join("gone");
    for path in [empty.path(), &gone] {
        let error = Registry::of_directory(path).unwrap_err();
        assert_eq!(error.code(), Code::Configuration, "{error}");
        assert!(
            error.to_string().contains(&path.display().to_string()),
            "{error}"
        );
    }
    let twice = directory(&[("a.edn", ORDERS), ("b.edn", ORDERS)]);
    let error = Registry::of_directory(twice.path()).unwrap_err();
    assert_eq!(error.code(), Code::InvalidRegistry, "{error}");
    let says = error.to_string();
    assert!(
        says.contains("a.edn:1") && says.contains("b.edn:1"),
        "{says}"
    );
}
