//! What an annotated function of an item migration decides about an item, called with the context of a run.

use std::collections::BTreeSet;
use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;
use dynamig::__private::{ItemCall, Work};
use dynamig::item::{Attributes, Decision, Difference, ItemFault, ReadSet, Verdict};
use dynamig::{BoxError, Context, IsMigration, Item, Migration, Outcome, Result, Write, migration};

use super::given::World;

fn text(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

fn lowered(mut item: Item) -> Item {
    if let Some(AttributeValue::S(email)) = item.get("email") {
        let email = email.to_lowercase();
        item.set("email_lower", text(&email));
    }
    item
}

/// Asynchronous, with the context, and one more write.
#[migration(version = 1, items = "customers", down = raise)]
async fn lower(item: Item, cx: &Context) -> Result<Outcome<Item>> {
    let table = cx.table("audit").unwrap_or_default();
    tokio::task::yield_now().await;
    Ok(Outcome::Update(lowered(item)).also(Write::delete(
        table,
        Attributes::from([("id".to_owned(), text("1"))]),
    )))
}

/// At once, without the context.
fn raise(mut item: Item) -> Result<Outcome<Item>, BoxError> {
    item.remove("email_lower");
    Ok(Outcome::Update(item))
}

/// At once, with the context, which its `down` awaits without one.
#[migration(version = 2, items = "customers", matching = has_email, down = keep)]
fn remove_expired(item: Item, cx: &Context) -> Result<Outcome<Item>> {
    cx.progress("looking");
    if item.get("expired").is_none() {
        return Ok(Outcome::Keep);
    }
    Ok(Outcome::Delete)
}

async fn keep(_item: Item) -> std::io::Result<Outcome<Item>> {
    Ok(Outcome::Keep)
}

fn has_email(item: &Item) -> bool {
    item.get("email").is_some()
}

/// Asynchronous, without the context; what it undoes with has both.
#[migration(version = 3, items = "customers", down = fails_too)]
async fn fails(item: Item) -> Result<Outcome<Item>, String> {
    drop(item);
    Err("no luck".to_owned())
}

async fn fails_too(_item: Item, _cx: &Context) -> Result<Outcome<Item>> {
    std::fs::read("")?;
    Ok(Outcome::Keep)
}

/// What the function of a migration and the one that undoes it say of an item.
async fn decide<M: IsMigration>(
    attributes: &[(&str, &str)],
) -> [std::result::Result<Decision, ItemFault>; 2] {
    let Work::Items(items) = &M::DECLARATION.work else {
        unreachable!("it is one of items")
    };
    let (up, down) = (items.up, items.down.unwrap());
    let item = attributes.iter();
    let item = item.map(|(name, value)| ((*name).to_owned(), text(value)));
    let item: Arc<Attributes> = Arc::new(item.collect());
    [called(up, &item).await, called(down, &item).await]
}

/// Calls a function with a context, which only a migration that runs has.
async fn called(
    function: ItemCall,
    item: &Arc<Attributes>,
) -> std::result::Result<Decision, ItemFault> {
    let (sent, received) = std::sync::mpsc::channel();
    let item = item.clone();
    let call = Migration::builder(9, "call").up(move |cx: Context| {
        let (sent, item) = (sent.clone(), item.clone());
        async move {
            sent.send(function(item, &cx).await)?;
            Ok::<_, BoxError>(())
        }
    });
    let world = World::in_process();
    world.migrator([call.build().unwrap()]).up().await.unwrap();
    received.recv().unwrap()
}

fn reads(names: &[&str]) -> ReadSet {
    ReadSet::Attributes(names.iter().map(|&name| name.to_owned()).collect())
}

#[tokio::test]
async fn an_update_is_what_differs_with_what_was_read_and_the_writes_besides() {
    let [up, down] = decide::<lower>(&[("email", "A@b.c"), ("name", "A")]).await;
    let up = up.unwrap();
    let mut difference = Difference::default();
    difference
        .set
        .insert("email_lower".to_owned(), text("a@b.c"));
    assert_eq!(up.verdict, Verdict::Update(difference));
    assert_eq!(up.reads, reads(&["email"]));
    assert_eq!(up.also.len(), 1);
    // There is nothing to remove.
    let down = down.unwrap();
    assert_eq!((down.verdict, down.reads), (Verdict::Keep, reads(&[])));
    assert!(down.also.is_empty());
}

#[tokio::test]
async fn an_update_to_the_same_keeps_the_item_and_its_other_writes() {
    let [up, down] = decide::<lower>(&[("email", "A"), ("email_lower", "a")]).await;
    let up = up.unwrap();
    assert_eq!((up.verdict, up.reads), (Verdict::Keep, reads(&["email"])));
    assert_eq!(up.also.len(), 1);
    let removed = Difference {
        remove: BTreeSet::from(["email_lower".to_owned()]),
        ..Difference::default()
    };
    assert_eq!(down.unwrap().verdict, Verdict::Update(removed));
}

#[tokio::test]
async fn what_is_kept_or_deleted_rests_on_what_was_read() {
    let [up, down] = decide::<remove_expired>(&[("id", "1"), ("expired", "yes")]).await;
    let up = up.unwrap();
    assert_eq!(
        (up.verdict, up.reads),
        (Verdict::Delete, reads(&["expired"]))
    );
    assert_eq!(down.unwrap().verdict, Verdict::Keep);
    let [up, _] = decide::<remove_expired>(&[("id", "1")]).await;
    let up = up.unwrap();
    assert_eq!((up.verdict, up.reads), (Verdict::Keep, reads(&["expired"])));
}

#[tokio::test]
async fn an_error_is_the_functions() {
    let [up, down] = decide::<fails>(&[("id", "1")]).await;
    let ItemFault::Function(cause) = up.unwrap_err() else {
        panic!("it is the function's fault")
    };
    assert_eq!(cause.to_string(), "no luck");
    assert!(matches!(down.unwrap_err(), ItemFault::Function(_)));
}
