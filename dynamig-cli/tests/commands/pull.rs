//! From live tables to declarations, and back.

use std::collections::BTreeMap;

use dynamig::table::{Definition, files};
use dynamig::{Migrator, Registry, Settings, UpOptions};
use dynamig_harness::{Clock, Durations, Harness, Strict};

use crate::person::Person;

const ORDERS: &str = r#"{:TableName "orders"
 :KeySchema [{:AttributeName "customer" :KeyType :HASH} {:AttributeName "orderId" :KeyType :RANGE}]
 :AttributeDefinitions [{:AttributeName "customer" :AttributeType :S} {:AttributeName "orderId" :AttributeType :N}
                        {:AttributeName "hash" :AttributeType :B} {:AttributeName "day" :AttributeType :S}]
 :LocalSecondaryIndexes [{:IndexName "by_hash" :Projection {:ProjectionType :KEYS_ONLY}
                          :KeySchema [{:AttributeName "customer" :KeyType :HASH} {:AttributeName "hash" :KeyType :RANGE}]}]
 :GlobalSecondaryIndexes [{:IndexName "by_day" :KeySchema [{:AttributeName "day" :KeyType :HASH} {:AttributeName "orderId" :KeyType :RANGE}]
                           :Projection {:ProjectionType :INCLUDE :NonKeyAttributes ["total"]}}]
 :BillingMode :PAY_PER_REQUEST
 :StreamSpecification {:StreamViewType :OLD_IMAGE}
 :TableClass :STANDARD_INFREQUENT_ACCESS :DeletionProtectionEnabled true
 :Tags [{:Key "team" :Value "shop"} {:Key "cost-center" :Value "7"}]
 :SSESpecification {:Enabled true :KMSMasterKeyId "arn:aws:kms:local:000000000000:key/1"}
 :OnDemandThroughput {:MaxReadRequestUnits 400}
 :ResourcePolicy "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
 :TimeToLiveSpecification {:Enabled true :AttributeName "expires"}
 :PointInTimeRecoverySpecification {:PointInTimeRecoveryEnabled true :RecoveryPeriodInDays 7}}"#;

const CARTS: &str = r#"{:TableName "carts"
 :KeySchema [{:AttributeName "id" :KeyType :HASH}]
 :AttributeDefinitions [{:AttributeName "id" :AttributeType :S}]
 :BillingMode :PROVISIONED :ProvisionedThroughput {:ReadCapacityUnits 5 :WriteCapacityUnits 6}}"#;

/// An engine that is to its callers what AWS is, and in no time.
fn aws() -> Harness {
    let law = Strict::new(Clock::manual(), Durations::default().scaled(0.0));
    Harness::dynoxide().strict(law)
}

/// Brings an engine to these tables, behind a prefix.
fn bring(harness: &Harness) -> BTreeMap<String, Definition> {
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in [("orders.edn", ORDERS), ("carts.edn", CARTS)] {
        std::fs::write(directory.path().join(name), text).unwrap();
    }
    let settings = Settings::new("shop")
        .unwrap()
        .with_table_prefix("dev-")
        .with_table("carts", "legacy-carts");
    let registry = Registry::of_directory(directory.path()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .unwrap();
    let migrator = Migrator::with_registry(harness.client(), settings, registry);
    runtime
        .block_on(migrator.up_with(&UpOptions::default()))
        .unwrap();
    // Somebody else's, and one behind the prefix whose logical name is another table's.
    for other in ["prod-orders", "dev-carts"] {
        let key = aws_sdk_dynamodb::types::KeySchemaElement::builder();
        let key = key
            .attribute_name("id")
            .key_type(aws_sdk_dynamodb::types::KeyType::Hash);
        let id = aws_sdk_dynamodb::types::AttributeDefinition::builder();
        let id = id
            .attribute_name("id")
            .attribute_type(aws_sdk_dynamodb::types::ScalarAttributeType::S);
        let create = harness.client().create_table().table_name(other);
        let create = create
            .key_schema(key.build().unwrap())
            .attribute_definitions(id.build().unwrap())
            .billing_mode(aws_sdk_dynamodb::types::BillingMode::PayPerRequest);
        runtime.block_on(create.send()).unwrap();
    }
    definitions(directory.path())
}

/// The tables of definition files, their attributes and tags in the order of their names.
fn definitions(path: &std::path::Path) -> BTreeMap<String, Definition> {
    let ordered = |mut definition: Definition| {
        definition.attributes.sort_by(|a, b| a.name.cmp(&b.name));
        definition.tags.sort_by(|a, b| a.key.cmp(&b.key));
        (definition.name.clone(), definition)
    };
    let declarations = files::read(path).unwrap().into_iter();
    declarations
        .map(|declaration| ordered(declaration.definition))
        .collect()
}

fn ann(url: &str) -> Person {
    Person::with_toml(
        "namespace = \"shop\"\ntable_prefix = \"dev-\"\n[tables.carts]\nname = \"legacy-carts\"\n",
    )
    .set("DYNAMIG_ENDPOINT_URL", url)
}

#[test]
fn what_is_pulled_is_what_was_declared() {
    let harness = aws();
    let server = harness.serve();
    let declared = bring(&harness);
    harness.refuse_writes();
    let ann = ann(&server.url());
    for (form, directory) in [("edn", "tables/"), ("json", "json/")] {
        let pull = ann.launch(&format!("pull --as {form} --out {directory}"));
        assert_eq!(pull.code, 0, "{pull:?}");
        assert_eq!(
            definitions(&ann.path().join(directory)),
            declared,
            "{pull:?}"
        );
    }
    let structs = ann.launch("pull");
    assert_eq!(structs.code, 0, "{structs:?}");
    insta::assert_snapshot!("structs", structs.stdout);
    insta::assert_snapshot!(
        "attributes",
        ann.launch("pull orders --as attributes").stdout
    );
    let json = ann.launch("pull carts --json").json();
    insta::assert_json_snapshot!("pulled", json["definitions"]);
    assert_eq!(
        harness.counts().since(&Default::default()).of("ListTables"),
        3
    );
}

#[test]
fn files_that_are_there_are_kept_unless_they_may_be_replaced() {
    let harness = aws();
    let server = harness.serve();
    bring(&harness);
    let ann = ann(&server.url());
    let orders = ann.path().join("tables/orders.edn");
    std::fs::create_dir(ann.path().join("tables")).unwrap();
    std::fs::write(&orders, "mine").unwrap();
    let kept = ann.launch("pull --as edn --out tables");
    assert_eq!(kept.code, 1, "{kept:?}");
    assert!(
        kept.stderr.contains("tables/orders.edn is there"),
        "{kept:?}"
    );
    assert!(!ann.path().join("tables/carts.edn").exists(), "all or none");
    let replaced = ann.launch("pull --as edn --out tables --force");
    assert_eq!(
        replaced.stdout, "created tables/carts.edn\nchanged tables/orders.edn\n",
        "{replaced:?}"
    );
    let again = ann.launch("pull --as edn --out tables");
    assert_eq!(
        again.stdout, "nothing to do: the files are as they would be written\n",
        "{again:?}"
    );
    let one = ann.launch("pull orders --out src/orders.rs");
    assert_eq!(
        (one.code, one.stdout.as_str()),
        (0, "created src/orders.rs\n"),
        "{one:?}"
    );
}

#[test]
fn what_is_not_there_or_may_not_be_read_is_told_with_what_to_do() {
    let harness = aws();
    let server = harness.serve();
    let ann = ann(&server.url());
    let empty = ann.launch("pull");
    bring(&harness);
    let mut told = vec![empty];
    for line in [
        "pull ordrs",
        "pull dev-orders",
        "pull orders --as edn --out orders.json",
        "pull --out x.rs --dry-run",
    ] {
        told.push(ann.launch(line));
    }
    harness.deny("ListTagsOfResource");
    told.push(ann.launch("pull orders"));
    let without = ann.launch("pull orders --as edn --without tags");
    assert_eq!(without.code, 0, "{without:?}");
    assert!(
        without
            .stdout
            .contains(";; left out, because not looked at: tags"),
        "{without:?}"
    );
    harness.deny("DescribeTable");
    told.push(ann.launch("pull orders"));
    let told: Vec<_> = told
        .iter()
        .map(|ended| ended.told().replace(&server.url(), "URL"))
        .collect();
    insta::assert_snapshot!("refused", told.join("\n"));
}
