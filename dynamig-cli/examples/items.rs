//! A program with an item migration, for the tests of the command line.
//!
//! How many items there are, and how long each takes, is chosen by variables.

use std::time::Duration;

use aws_sdk_dynamodb::types::{AttributeValue, PutRequest, WriteRequest};
use dynamig::{Context, Item, Outcome, Result, Table, migration};

/// A customer.
#[derive(Table)]
#[table(name = "customers")]
struct Customer {
    #[table(partition_key)]
    id: String,
    #[expect(dead_code, reason = "nobody reads a customer here")]
    email: String,
}

/// The customers that there are.
#[migration(version = 20260801090000, touches = ["customers"], down = unsend)]
async fn seed_customers(cx: &Context) -> Result<()> {
    let table = cx.table("customers").unwrap_or_default().to_owned();
    let requests: Vec<_> = (0..number("ITEMS", 400))
        .map(|n| {
            let put = PutRequest::builder()
                .item("id", AttributeValue::S(format!("{n:06}")))
                .item("email", AttributeValue::S(format!("Ann{n}@Example.com")));
            let put = put.build()?;
            Ok(WriteRequest::builder().put_request(put).build())
        })
        .collect::<Result<_>>()?;
    for some in requests.chunks(25) {
        let write = cx.client().batch_write_item();
        write.request_items(&table, some.to_vec()).send().await?;
    }
    Ok(())
}

/// Sign-in looks customers up by their lower-case e-mail.
#[migration(
    version = 20260802090000,
    depends_on = [seed_customers],
    items = "customers",
    down = forget,
    segments = 8,
    workers = 2,
    max_errors = 4,
)]
async fn lower_case_emails(mut customer: Item, _cx: &Context) -> Result<Outcome<Item>> {
    tokio::time::sleep(Duration::from_millis(number("ITEM_MS", 0))).await;
    if std::env::var("ITEM_FAILS").is_ok() {
        return Err("no customer is good enough".into());
    }
    let ends = std::env::var("BAD_ITEMS").ok();
    let id = customer.string("id").unwrap_or_default();
    if ends.is_some_and(|ends| id.ends_with(&ends)) {
        return Err("not this one".into());
    }
    let Some(AttributeValue::S(email)) = customer.get("email") else {
        return Ok(Outcome::Keep);
    };
    let lower = AttributeValue::S(email.to_lowercase());
    customer.set("email_lower", lower);
    Ok(Outcome::Update(customer))
}

fn forget(mut customer: Item) -> Result<Outcome<Item>> {
    customer.remove("email_lower");
    Ok(Outcome::Update(customer))
}

/// What needs the lower-case e-mails.
#[migration(version = 20260803090000, depends_on = [lower_case_emails], down = unsend)]
async fn send_welcome(_cx: &Context) -> Result<()> {
    Ok(())
}

async fn unsend(_cx: &Context) -> Result<()> {
    Ok(())
}

/// What needs nothing.
#[migration(version = 20260804090000, down = unsend)]
async fn count_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

fn number(name: &str, otherwise: u64) -> u64 {
    let given = std::env::var(name).ok();
    given
        .and_then(|given| given.parse().ok())
        .unwrap_or(otherwise)
}

fn main() -> std::process::ExitCode {
    dynamig_cli::main()
}
