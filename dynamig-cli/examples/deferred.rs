//! A program with an item migration whose writes are deferred, for the tests of the command line.

use std::time::Duration;

use aws_sdk_dynamodb::types::{AttributeValue, PutRequest, WriteRequest};
use dynamig::{Context, Item, Outcome, Result, Table, migration};

/// A customer.
#[derive(Table)]
#[table(name = "customers")]
struct Customer {
    #[table(partition_key)]
    id: String,
}

/// The customers that there are.
#[migration(version = 20260801090000, touches = ["customers"])]
async fn seed_customers(cx: &Context) -> Result<()> {
    let table = cx.table("customers").unwrap_or_default().to_owned();
    let count = std::env::var("ITEMS").ok();
    let count = count.and_then(|count| count.parse().ok()).unwrap_or(400);
    let requests: Vec<_> = (0..count)
        .map(|n| {
            let put = PutRequest::builder().item("id", AttributeValue::S(format!("{n:06}")));
            Ok(WriteRequest::builder().put_request(put.build()?).build())
        })
        .collect::<Result<_>>()?;
    for some in requests.chunks(25) {
        let write = cx.client().batch_write_item();
        write.request_items(&table, some.to_vec()).send().await?;
    }
    Ok(())
}

/// Each of them gets a number, or none does.
#[migration(version = 20260802090000, depends_on = [seed_customers], items = "customers", deferred, segments = 8, max_wcu = 200)]
async fn number_customers(mut customer: Item) -> Result<Outcome<Item>> {
    let pause = std::env::var("ITEM_MS").ok();
    let pause = pause.and_then(|pause| pause.parse().ok()).unwrap_or(0);
    tokio::time::sleep(Duration::from_millis(pause)).await;
    let id = customer.string("id").unwrap_or_default().to_owned();
    if std::env::var("BAD_ITEM").is_ok_and(|bad| bad == id) {
        return Err("not this one".into());
    }
    customer.set("number", id.parse::<u64>()?);
    Ok(Outcome::Update(customer))
}

fn main() -> std::process::ExitCode {
    dynamig_cli::main()
}
