//! What the shop's migrations do, on an engine in the test's own process.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamig::embedded::Engine;
use dynamig::history::Status;
use dynamig::plan::DownSelection;
use dynamig::test::Database;
use dynamig::{DownOptions, IsMigration, Migrator, Result, Settings, settings};
use shop::migrations::{
    create_customers, create_plans, index_customers_by_email, lower_case_emails, sample_customers,
    seed_plans,
};

dynamig::assert_valid!();

#[dynamig::test(empty)]
async fn each_migration_may_run_again_from_its_start(db: &Database) -> Result<()> {
    may_run_again::<create_plans>(db).await?;
    may_run_again::<create_customers>(db).await?;
    may_run_again::<seed_plans>(db).await?;
    may_run_again::<sample_customers>(db).await?;
    may_run_again::<index_customers_by_email>(db).await?;
    may_run_again::<lower_case_emails>(db).await
}

async fn may_run_again<M: IsMigration>(db: &Database) -> Result<()> {
    db.up_before::<M>().await?;
    let before = everything(db.client()).await?;
    db.run::<M>().await?;
    let once = everything(db.client()).await?;
    db.run::<M>().await?;
    assert_ne!(before, once, "{} does something", M::ID);
    assert_eq!(once, everything(db.client()).await?, "{} twice", M::ID);
    Ok(())
}

#[dynamig::test]
async fn each_migration_undone_and_done_again_ends_equal(db: &Database) -> Result<()> {
    let applied = everything(db.client()).await?;
    for steps in 1..=6 {
        let steps = NonZeroUsize::try_from(steps)?;
        let options = DownOptions::new(DownSelection::Steps(steps));
        let undone = db.migrator().down(&options).await?;
        assert_eq!(undone.done.len(), steps.get());
        assert_ne!(applied, everything(db.client()).await?);
        db.up().await?;
        assert_eq!(applied, everything(db.client()).await?, "{steps} steps");
    }
    Ok(())
}

#[dynamig::test]
async fn undoing_everything_leaves_nothing(db: &Database) -> Result<()> {
    let all = DownOptions::new(DownSelection::All);
    db.migrator().down(&all).await?;
    assert_eq!(everything(db.client()).await?, BTreeMap::new());
    Ok(())
}

#[dynamig::test]
async fn a_rollback_deletes_no_table_that_holds_items(db: &Database) -> Result<()> {
    put(db, "c-9", "barbara@example.com").await?;
    let all = DownOptions::new(DownSelection::All);
    let error = db
        .migrator()
        .down(&all)
        .await
        .expect_err("a customer is there");
    let text = error.to_string();
    assert!(
        text.contains("table `customers` still holds items"),
        "{text}"
    );
    assert!(db.migrator().is_applied::<create_customers>().await?);
    Ok(())
}

#[dynamig::test]
async fn customers_are_found_by_their_email_in_any_case(db: &Database) -> Result<()> {
    let query = db
        .client()
        .query()
        .table_name("customers")
        .index_name("by_email");
    let query = query.key_condition_expression("email_lower = :email");
    let ada = AttributeValue::S("ada@example.com".to_owned());
    let found = query
        .expression_attribute_values(":email", ada)
        .send()
        .await?;
    assert_eq!(found.items()[0]["id"], AttributeValue::S("c-1".to_owned()));
    Ok(())
}

#[dynamig::test(empty)]
async fn every_page_of_customers_is_visited(db: &Database) -> Result<()> {
    db.up_before::<lower_case_emails>().await?;
    for n in 0..250 {
        put(db, &format!("n-{n}"), &format!("N{n}@Example.com")).await?;
    }
    let report = db.run::<lower_case_emails>().await?;
    // Three of the samples are there too: 253 customers in pages of 100.
    assert_eq!(report.requests.by_operation()["Scan"], 3);
    assert_eq!(report.requests.by_operation()["UpdateItem"], 253);
    let items = items(db.client(), "customers").await?;
    assert!(items.iter().all(|item| item.contains_key("email_lower")));
    Ok(())
}

#[tokio::test]
async fn production_gets_the_plans_and_no_samples() -> Result<()> {
    let engine = Engine::memory()?;
    let settings = Settings::from_toml(include_str!("../dynamig.toml"), Some("prod"))?;
    let settings = settings.with_engine(settings::Engine::Embedded);
    let migrator = Migrator::new(engine.client(), settings)?;
    migrator.up().await?;

    let history = migrator.read_history().await?;
    let samples = history
        .row(&sample_customers::ID.parse()?)
        .map(|row| &row.status);
    assert_eq!(samples, Some(&Status::Skipped));
    assert_eq!(items(&engine.client(), "prod-plans").await?.len(), 3);
    assert_eq!(items(&engine.client(), "prod-customers").await?.len(), 0);
    Ok(())
}

async fn put(db: &Database, id: &str, email: &str) -> Result<()> {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let put = db.client().put_item().table_name("customers");
    put.item("id", text(id))
        .item("email", text(email))
        .send()
        .await?;
    Ok(())
}

/// An item in an order of its own.
type Item = BTreeMap<String, AttributeValue>;

/// Schema and items of every table, in an order of their own.
async fn everything(client: &Client) -> Result<BTreeMap<String, (String, Vec<Item>)>> {
    let mut tables = BTreeMap::new();
    for table in client
        .list_tables()
        .send()
        .await?
        .table_names
        .unwrap_or_default()
    {
        if table != "_dynamig" {
            let contents = (schema(client, &table).await?, items(client, &table).await?);
            tables.insert(table, contents);
        }
    }
    Ok(tables)
}

async fn schema(client: &Client, table: &str) -> Result<String> {
    let answer = client.describe_table().table_name(table).send().await?;
    let table = answer.table().ok_or("no table")?;
    let indexes = table.global_secondary_indexes().iter();
    let indexes: Vec<_> = indexes
        .map(|index| {
            (
                index.index_name(),
                index.key_schema(),
                index.projection(),
                index.index_status(),
            )
        })
        .collect();
    let keys = (table.key_schema(), table.attribute_definitions());
    let billing = table
        .billing_mode_summary()
        .and_then(|summary| summary.billing_mode());
    Ok(format!(
        "{keys:?} {billing:?} {:?} {indexes:?}",
        table.table_status()
    ))
}

async fn items(client: &Client, table: &str) -> Result<Vec<Item>> {
    let mut found = Vec::new();
    let mut items = client
        .scan()
        .table_name(table)
        .into_paginator()
        .items()
        .send();
    while let Some(item) = items.next().await {
        found.push(item?.into_iter().collect::<Item>());
    }
    found.sort_by_key(|item| format!("{:?}", item.get("id")));
    Ok(found)
}
