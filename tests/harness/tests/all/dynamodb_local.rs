//! DynamoDB Local starts, answers on loopback only, and ends.
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

use std::net::{SocketAddr, TcpStream, UdpSocket};
use std::path::Path;
use std::time::Duration;

use aws_sdk_dynamodb::types::{
    AttributeDefinition, CreateGlobalSecondaryIndexAction, GlobalSecondaryIndexUpdate, IndexStatus,
    KeySchemaElement, KeyType, Projection, ProjectionType, ScalarAttributeType,
};
use dynamig_harness::{DynamoDbLocal, Harness, Statuses, create_table_by_id};

#[tokio::test]
async fn it_answers_on_loopback_only_and_ends_with_its_owner() {
    let Some(local) = start(Statuses::Immediate) else {
        return;
    };
    let db = local.harness();
    create_table_by_id(&db.client(), &db.table("items")).await;
    assert_eq!(db.counts().of("CreateTable"), 1);

    let address: SocketAddr = local
        .url()
        .strip_prefix("http://")
        .unwrap()
        .parse()
        .unwrap();
    assert!(address.ip().is_loopback());
    assert!(TcpStream::connect(address).is_ok());
    if let Some(outside) = address_of_this_machine() {
        let outside = SocketAddr::new(outside, address.port());
        let refused = TcpStream::connect_timeout(&outside, Duration::from_secs(2));
        assert!(refused.is_err(), "it listens on {outside}");
    }

    let process = format!("/proc/{}", local.pid());
    assert!(Path::new(&process).exists());
    drop(local);
    assert!(!Path::new(&process).exists());
    assert!(TcpStream::connect(address).is_err());
}

#[tokio::test]
async fn with_delayed_statuses_an_index_lingers_in_creation() {
    let Some(local) = start(Statuses::Delayed) else {
        return;
    };
    let db = local.harness();
    let table = db.table("items");
    create_table_by_id(&db.client(), &table).await;
    create_index(&db, &table).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let described = db
        .client()
        .describe_table()
        .table_name(&table)
        .send()
        .await
        .unwrap();
    let index = &described.table().unwrap().global_secondary_indexes()[0];
    assert_eq!(index.index_status(), Some(&IndexStatus::Creating));
}

fn start(statuses: Statuses) -> Option<DynamoDbLocal> {
    let local = DynamoDbLocal::start(statuses);
    if local.is_none() {
        eprintln!("skipped: DynamoDB Local is not installed; `.ci/dynamodb-local` installs it");
    }
    local
}

/// An address of this machine that is not loopback, if it has a network. Sends nothing.
fn address_of_this_machine() -> Option<std::net::IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_loopback()).then_some(address)
}

async fn create_index(db: &Harness, table: &str) {
    let key = KeySchemaElement::builder()
        .attribute_name("email")
        .key_type(KeyType::Hash)
        .build()
        .unwrap();
    let projection = Projection::builder()
        .projection_type(ProjectionType::KeysOnly)
        .build();
    let index = CreateGlobalSecondaryIndexAction::builder()
        .index_name("by_email")
        .key_schema(key)
        .projection(projection)
        .build()
        .unwrap();
    let email = AttributeDefinition::builder()
        .attribute_name("email")
        .attribute_type(ScalarAttributeType::S)
        .build()
        .unwrap();
    db.client()
        .update_table()
        .table_name(table)
        .attribute_definitions(email)
        .global_secondary_index_updates(GlobalSecondaryIndexUpdate::builder().create(index).build())
        .send()
        .await
        .unwrap();
}
