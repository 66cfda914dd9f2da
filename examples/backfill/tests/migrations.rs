//! What the backfill does, on an engine in the test's own process: with a thousand customers, not a hundred thousand.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::AttributeValue;
use backfill::customers::{Customer, put_made_up};
use backfill::migrations::{lower_case_emails, sample_customers};
use dynamig::history::Status;
use dynamig::plan::DownSelection;
use dynamig::test::Database;
use dynamig::{DownOptions, IsMigration, Result};

const COUNT: usize = 1_000;

dynamig::assert_valid!();

#[dynamig::test(empty)]
async fn every_customer_gets_a_lower_case_email(db: &Database) -> Result<()> {
    given_customers(db).await?;
    db.run::<lower_case_emails>().await?;
    let customers = customers(db).await?;
    assert_eq!(customers.len(), COUNT);
    assert_eq!(customers["c-000042"], "customer.42@example.com");
    assert!(customers.values().all(|lower| !lower.is_empty()));
    Ok(())
}

#[dynamig::test(empty)]
async fn running_again_changes_nothing(db: &Database) -> Result<()> {
    given_customers(db).await?;
    db.run::<lower_case_emails>().await?;
    let once = customers(db).await?;
    db.run::<lower_case_emails>().await?;
    assert_eq!(once, customers(db).await?);
    Ok(())
}

#[dynamig::test(empty)]
async fn sign_in_finds_a_customer_whatever_the_case(db: &Database) -> Result<()> {
    given_customers(db).await?;
    db.up().await?;
    let query = db.client().query().table_name(db.table("customers"));
    let query = query
        .index_name("by_email")
        .key_condition_expression("email_lower = :email");
    let email = AttributeValue::S("customer.7@example.com".to_owned());
    let found = query.expression_attribute_values(":email", email);
    let found = found.send().await?;
    assert_eq!(
        found.items()[0]["id"],
        AttributeValue::S("c-000007".to_owned())
    );
    Ok(())
}

#[dynamig::test(empty)]
async fn undone_no_customer_has_it_and_all_are_there(db: &Database) -> Result<()> {
    given_customers(db).await?;
    db.run::<lower_case_emails>().await?;
    let last = DownOptions::new(DownSelection::Steps(1.try_into()?));
    db.migrator().down(&last).await?;
    let customers = customers(db).await?;
    assert_eq!(customers.len(), COUNT);
    assert!(customers.values().all(String::is_empty));
    Ok(())
}

#[dynamig::test]
async fn nobody_is_made_up_where_it_is_not_for(db: &Database) -> Result<()> {
    let history = db.migrator().read_history().await?;
    let row = history.row(&sample_customers::ID.parse()?);
    assert_eq!(row.map(|row| &row.status), Some(&Status::Skipped));
    assert!(customers(db).await?.is_empty());
    Ok(())
}

#[dynamig::test]
async fn customers_made_up_twice_are_the_same(db: &Database) -> Result<()> {
    let table = db.table("customers");
    put_made_up(db.client(), &table, 0..60).await?;
    put_made_up(db.client(), &table, 0..60).await?;
    assert_eq!(customers(db).await?.len(), 60);
    Ok(())
}

/// The world that the migration will find.
async fn given_customers(db: &Database) -> Result<()> {
    db.up_before::<lower_case_emails>().await?;
    put_made_up(db.client(), &db.table("customers"), 0..COUNT).await
}

/// The e-mail in lower case of each customer, by id; empty where there is none.
async fn customers(db: &Database) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    let scan = db.client().scan().table_name(db.table("customers"));
    let mut items = scan.into_paginator().items().send();
    while let Some(item) = items.next().await {
        let customer: Customer = serde_dynamo::from_item(item?)?;
        found.insert(customer.id, customer.email_lower.unwrap_or_default());
    }
    Ok(found)
}
