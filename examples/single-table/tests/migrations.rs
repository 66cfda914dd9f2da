//! What the migrations make of the items of each type, on an engine in the test's own process.

use std::collections::BTreeMap;

use dynamig::plan::DownSelection;
use dynamig::test::Database;
use dynamig::{Code, DownOptions, Item, Result};
use single_table::migrations::{count_cents, retire_carts};

dynamig::assert_valid!();

#[dynamig::test]
async fn orders_count_in_cents_and_nobody_else_does(db: &Database) -> Result<()> {
    let items = items(db, "app", "sk").await?;
    let cents = |key: &str| items[key].number("cents").map(str::to_owned);
    assert_eq!(cents("CUSTOMER#1 ORDER#0001").as_deref(), Some("1900"));
    assert_eq!(cents("CUSTOMER#1 ORDER#0002").as_deref(), Some("5"));
    assert_eq!(cents("CUSTOMER#2 ORDER#0001").as_deref(), Some("120450"));
    assert!(items.values().all(|item| !item.contains("total")));
    assert_eq!(items["CUSTOMER#1 PROFILE"].string("name"), Some("Ada"));
    assert_eq!(cents("CUSTOMER#1 PROFILE"), None);
    Ok(())
}

#[dynamig::test]
async fn carts_are_gone_and_what_was_in_them_is_kept(db: &Database) -> Result<()> {
    let keys = items(db, "app", "sk").await?;
    assert_eq!(keys.len(), 5);
    assert!(keys.keys().all(|key| !key.ends_with("CART")));
    let old = items(db, "old_carts", "lines").await?;
    // The empty one is not among them.
    assert_eq!(old.len(), 1);
    assert_eq!(old["CUSTOMER#1"].number("lines"), Some("3"));
    Ok(())
}

#[dynamig::test(empty)]
async fn each_item_migration_may_run_again(db: &Database) -> Result<()> {
    db.up().await?;
    let once = items(db, "app", "sk").await?;
    db.run::<count_cents>().await?;
    assert_eq!(once, items(db, "app", "sk").await?);
    Ok(())
}

#[dynamig::test]
async fn undone_orders_have_their_totals_again_to_the_cent(db: &Database) -> Result<()> {
    last(db, 1).await?;
    let items = items(db, "app", "sk").await?;
    let total = |key: &str| items[key].string("total").map(str::to_owned);
    assert_eq!(total("CUSTOMER#1 ORDER#0001").as_deref(), Some("19.00"));
    assert_eq!(total("CUSTOMER#1 ORDER#0002").as_deref(), Some("0.05"));
    assert_eq!(total("CUSTOMER#2 ORDER#0001").as_deref(), Some("1204.50"));
    assert!(items.values().all(|item| !item.contains("cents")));
    Ok(())
}

#[dynamig::test]
async fn deleted_carts_cannot_be_brought_back(db: &Database) -> Result<()> {
    let refused = last(db, 2).await.expect_err("there is no down");
    assert_eq!(refused.code(), Code::Irreversible);
    assert!(db.migrator().is_applied::<retire_carts>().await?);
    assert!(db.migrator().is_applied::<count_cents>().await?);
    Ok(())
}

async fn last(db: &Database, steps: usize) -> Result<(), dynamig::Error> {
    let steps = steps.try_into().expect("not none");
    let options = DownOptions::new(DownSelection::Steps(steps));
    db.migrator().down(&options).await.map(drop)
}

/// The items of a table by the attributes of their keys.
async fn items(db: &Database, table: &str, sort: &str) -> Result<BTreeMap<String, Item>> {
    let mut found = BTreeMap::new();
    let scan = db.client().scan().table_name(db.table(table));
    let mut items = scan.into_paginator().items().send();
    while let Some(item) = items.next().await {
        let item = Item::from(item?);
        let key = match item.string("pk") {
            Some(pk) => format!("{pk} {}", item.string(sort).unwrap_or_default()),
            None => item.string("customer").unwrap_or_default().to_owned(),
        };
        found.insert(key, item);
    }
    Ok(found)
}

#[dynamig::test]
async fn undone_and_done_again_they_count_in_cents(db: &Database) -> Result<()> {
    let before = items(db, "app", "sk").await?;
    last(db, 1).await?;
    db.up().await?;
    assert_eq!(before, items(db, "app", "sk").await?);
    Ok(())
}
