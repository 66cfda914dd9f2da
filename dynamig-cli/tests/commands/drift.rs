//! Histories that do not agree with the program: edited, unknown, newer, another's.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};
use dynamig_harness::{Harness, Loopback};

use crate::person::{Person, timeless};

/// An engine whose history can be changed behind the program's back.
struct Changed {
    harness: Harness,
    _server: Loopback,
    ann: Person,
}

const META: &str = "_dynamig";

impl Changed {
    /// After `up --steps 2`.
    fn new() -> Self {
        let harness = Harness::dynoxide();
        let server = harness.serve();
        let ann = Person::new()
            .set("DYNAMIG_ENDPOINT_URL", &server.url())
            .set("DYNAMIG_NAMESPACE", "shop");
        assert_eq!(ann.run("up --steps 2").code, 0);
        Self {
            harness,
            _server: server,
            ann,
        }
    }

    fn key(sk: &str) -> [(String, AttributeValue); 2] {
        [
            ("pk".to_owned(), AttributeValue::S("shop".to_owned())),
            ("sk".to_owned(), AttributeValue::S(sk.to_owned())),
        ]
    }

    /// Sets a text of a row, and makes the summary disagree with any program.
    fn set(&self, sk: &str, name: &str, value: &str) {
        self.write(sk, name, AttributeValue::S(value.to_owned()));
        self.write("head", "digest", AttributeValue::S("another".to_owned()));
    }

    #[tokio::main(flavor = "current_thread")]
    async fn write(&self, sk: &str, name: &str, value: AttributeValue) {
        let client = self.harness.client();
        let update = client
            .update_item()
            .table_name(META)
            .set_key(Some(Self::key(sk).into_iter().collect()));
        let update = update
            .update_expression("SET #name = :value")
            .expression_attribute_names("#name", name);
        update
            .expression_attribute_values(":value", value)
            .send()
            .await
            .unwrap();
    }

    /// Copies a row to another id, which nobody links.
    #[tokio::main(flavor = "current_thread")]
    async fn copy(&self, from: &str, to: &str) {
        let client = self.harness.client();
        let read = client
            .get_item()
            .table_name(META)
            .set_key(Some(Self::key(from).into_iter().collect()));
        let mut item = read.send().await.unwrap().item.unwrap();
        item.extend(Self::key(to));
        item.insert(
            "fingerprint".to_owned(),
            AttributeValue::S("1:other".to_owned()),
        );
        client
            .put_item()
            .table_name(META)
            .set_item(Some(item))
            .send()
            .await
            .unwrap();
    }

    #[tokio::main(flavor = "current_thread")]
    async fn row(&self, sk: &str) -> HashMap<String, AttributeValue> {
        let client = self.harness.client();
        let read = client
            .get_item()
            .table_name(META)
            .set_key(Some(Self::key(sk).into_iter().collect()));
        read.send().await.unwrap().item.unwrap()
    }

    /// Moves a row as it is.
    #[tokio::main(flavor = "current_thread")]
    async fn rename(&self, from: &str, to: &str) {
        let client = self.harness.client();
        let delete = client
            .delete_item()
            .table_name(META)
            .set_key(Some(Self::key(from).into_iter().collect()))
            .return_values(ReturnValue::AllOld);
        let mut item = delete.send().await.unwrap().attributes.unwrap();
        item.extend(Self::key(to));
        let put = client.put_item().table_name(META).set_item(Some(item));
        put.send().await.unwrap();
    }

    fn told(&self, line: &str) -> String {
        let ended = self.ann.run(line);
        let text = ended.told();
        let url = text
            .split_whitespace()
            .find(|word| word.starts_with("http://"));
        match url.map(str::to_owned) {
            Some(url) => text.replace(&url, "URL"),
            None => text,
        }
    }
}

const PLANS: &str = "migration#00000020260801090000_seed_plans";
const NEWER: &str = "migration#00000020270101000000_from_the_future";

#[test]
fn an_edited_migration_is_warned_of_and_the_rest_applied() {
    let changed = Changed::new();
    changed.set(PLANS, "fingerprint", "1:0000");
    assert_eq!(changed.ann.run("status").code, 0);
    assert_eq!(changed.ann.run("status --exit-code").code, 4);
    assert_eq!(changed.ann.run("plan").code, 4);
    insta::assert_snapshot!("edited", changed.told("up"));
    let again = changed.ann.run("up");
    assert_eq!(again.code, 4, "{again:?}");

    insta::assert_snapshot!("repair", changed.told("repair"));
    assert_eq!(changed.ann.run("up").code, 0);
}

#[test]
fn an_unknown_row_is_warned_of_and_the_rest_applied() {
    let changed = Changed::new();
    changed.copy(PLANS, NEWER);
    changed.set("head", "digest", "another");
    assert_eq!(changed.ann.run("status --exit-code").code, 4);
    insta::assert_snapshot!("unknown", changed.told("up"));
    let document = changed.ann.run("up --json");
    assert_eq!(document.code, 4, "{document:?}");
    assert_eq!(document.json()["warnings"][0]["code"], "unknown");
    let left = changed.ann.run("fresh --dry-run --json").json()["left"].clone();
    assert_eq!(
        left["not_known_of"][1], "20270101000000_from_the_future",
        "{left}"
    );

    assert_eq!(changed.ann.run("mark from_the_future forgotten").code, 0);
    assert_eq!(changed.ann.run("up").code, 0);
}

#[test]
fn a_row_in_a_state_of_a_later_release_is_left_alone() {
    let changed = Changed::new();
    changed.set(PLANS, "status", "frozen");
    insta::assert_snapshot!("newer_state", changed.told("up"));
    assert_eq!(changed.row(PLANS)["status"].as_s().unwrap(), "frozen");
}

#[test]
fn a_row_of_a_later_schema_is_left_alone() {
    let changed = Changed::new();
    changed.write(PLANS, "schema", AttributeValue::N("2".to_owned()));
    changed.write(PLANS, "colour", AttributeValue::S("blue".to_owned()));
    changed.set("head", "digest", "another");
    let before = changed.row(PLANS);
    insta::assert_snapshot!("newer_schema", changed.told("up"));
    assert_eq!(changed.row(PLANS), before);
    assert_eq!(changed.ann.run("status --exit-code").code, 4);
    assert_eq!(changed.ann.launch("show seed_plans").code, 0);
}

#[test]
fn a_row_under_another_name_is_asked_about_and_nothing_is_run() {
    let changed = Changed::new();
    changed.rename(PLANS, "migration#00000020260801090000_plant_seeds");
    changed.set("head", "digest", "another");
    insta::assert_snapshot!("renamed", changed.told("up"));
    assert_eq!(changed.ann.run("plan").code, 4);
    assert_eq!(changed.ann.run("status --exit-code").code, 4);
}

#[test]
fn a_history_of_another_environment_stops_before_anything_is_written() {
    let changed = Changed::new();
    changed.write("head", "package", AttributeValue::S("billing".to_owned()));
    let toml = "namespace = \"shop\"\npackage = \"shop\"\n";
    std::fs::write(changed.ann.path().join("dynamig.toml"), toml).unwrap();
    let counts = changed.harness.counts();
    insta::assert_snapshot!("another_package", changed.told("up"));
    assert_eq!(changed.harness.counts().of("PutItem"), counts.of("PutItem"));
    assert_eq!(changed.ann.run("status").code, 4);
}

#[test]
fn a_row_that_cannot_be_read_is_an_error_that_names_it() {
    let changed = Changed::new();
    changed.write(PLANS, "attempts", AttributeValue::S("many".to_owned()));
    changed.set("head", "digest", "another");
    let told = changed.told("up");
    assert!(told.starts_with("exit 4"), "{told}");
    insta::assert_snapshot!("unreadable", timeless(&told));
}
