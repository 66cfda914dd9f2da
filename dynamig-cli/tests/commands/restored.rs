//! A table of the history that was restored from a backup.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamig_harness::Harness;

use crate::person::Person;

type Item = HashMap<String, AttributeValue>;

const META: &str = "_dynamig";

async fn rows(client: &Client) -> Vec<Item> {
    let scan = client.scan().table_name(META).consistent_read(true);
    scan.send().await.unwrap().items.unwrap()
}

#[tokio::main(flavor = "current_thread")]
async fn backup(client: &Client) -> Vec<Item> {
    rows(client).await
}

#[tokio::main(flavor = "current_thread")]
async fn restore(client: &Client, backup: &[Item]) {
    for mut row in rows(client).await {
        row.retain(|name, _| ["pk", "sk"].contains(&name.as_str()));
        let delete = client.delete_item().table_name(META);
        delete.set_key(Some(row)).send().await.unwrap();
    }
    for row in backup {
        let put = client.put_item().table_name(META);
        put.set_item(Some(row.clone())).send().await.unwrap();
    }
}

#[test]
fn what_was_applied_after_the_backup_is_pending_and_a_mark_settles_it() {
    let harness = Harness::dynoxide();
    let server = harness.serve();
    let ann = Person::new()
        .set("DYNAMIG_ENDPOINT_URL", &server.url())
        .set("DYNAMIG_NAMESPACE", "shop");
    assert_eq!(ann.run("up --steps 2").code, 0);
    let backup = backup(&harness.client());
    assert_eq!(ann.run("up").code, 0);
    restore(&harness.client(), &backup);

    let generation = |line: &str| ann.run(line).json()["lock"]["generation"].as_u64().unwrap();
    let restored = generation("lock show --json");
    let told = [
        "status",
        "mark send_welcome applied --reason restored",
        "up",
    ]
    .map(|line| {
        let told = ann.run(line).told().replace(&server.url(), "URL");
        format!("$ {line}\n{told}")
    });
    insta::assert_snapshot!("restored", told.join("\n"));
    assert_eq!(generation("lock show --json"), restored + 1);
}

#[test]
fn a_lock_that_was_held_when_the_backup_was_made_is_waited_out() {
    let harness = Harness::dynoxide();
    let server = harness.serve();
    let ann = Person::new()
        .set("DYNAMIG_ENDPOINT_URL", &server.url())
        .set("DYNAMIG_NAMESPACE", "shop");
    assert_eq!(ann.run("up --steps 1 --lease 1s").code, 0);
    let mut backup = backup(&harness.client());
    let is_lock = |row: &&mut Item| row["sk"] == AttributeValue::S("lock".to_owned());
    let lock = backup.iter_mut().find(is_lock).unwrap();
    lock.insert("owner".to_owned(), AttributeValue::S("gone".to_owned()));
    restore(&harness.client(), &backup);

    let ended = ann.run("up --lease 1s");
    insta::assert_snapshot!(
        "restored_lock",
        ended
            .told()
            .replace(&server.url(), "URL")
            .replace(&format!("process {}", pid(&ended.stderr)), "process PID")
    );
}

/// The process that is told of in `waiting for ann on desk (process 123)`.
fn pid(text: &str) -> &str {
    let after = text.split_once("(process ").unwrap().1;
    after.split_once(')').unwrap().0
}
