//! The table of the customers, and customers that are made up.

use std::ops::Range;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{PutRequest, WriteRequest};
use dynamig::{Result, Table};

use crate::migrations::lower_case_emails;

/// A customer. Looked up by e-mail at sign-in.
#[derive(Table, serde::Serialize, serde::Deserialize)]
#[table(name = "customers", billing = on_demand)]
// The index comes once everybody has what it is about: each write of the backfill then costs one unit, not two.
#[index(name = "by_email", partition_key = email_lower, projection = keys_only, after = lower_case_emails)]
pub struct Customer {
    /// A number, written as `c-000042`.
    #[table(partition_key)]
    pub id: String,
    /// As the customer typed it.
    pub email: String,
    /// In lower case. The application writes it since before the backfill.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_lower: Option<String>,
}

impl Customer {
    /// The customer with this number, the same each time, of before the application wrote `email_lower`.
    #[must_use]
    pub fn made_up(number: usize) -> Self {
        Self {
            id: format!("c-{number:06}"),
            email: format!("Customer.{number}@Example.COM"),
            email_lower: None,
        }
    }
}

/// The most that a BatchWriteItem takes.
const BATCH: usize = 25;

/// Puts customers that are made up, the same under the same numbers: doing it twice changes nothing.
///
/// # Errors
/// What AWS refuses.
///
/// # Cost
/// A `BatchWriteItem` for each 25, and more where AWS asks to wait.
pub async fn put_made_up(client: &Client, table: &str, mut numbers: Range<usize>) -> Result<()> {
    loop {
        let batch = numbers.by_ref().take(BATCH);
        let puts = batch.map(put).collect::<Result<Vec<_>>>()?;
        if puts.is_empty() {
            return Ok(());
        }
        write(client, table, puts).await?;
    }
}

fn put(number: usize) -> Result<WriteRequest> {
    let item = serde_dynamo::to_item(Customer::made_up(number))?;
    let put = PutRequest::builder().set_item(Some(item)).build()?;
    Ok(WriteRequest::builder().put_request(put).build())
}

/// Sends a batch, and what AWS leaves of it again after a while.
async fn write(client: &Client, table: &str, mut puts: Vec<WriteRequest>) -> Result<()> {
    let mut pause = Duration::from_millis(20);
    loop {
        let request = client.batch_write_item().request_items(table, puts);
        let answer = request.send().await?;
        match answer.unprocessed_items.unwrap_or_default().remove(table) {
            Some(left) if !left.is_empty() => puts = left,
            Some(_) | None => return Ok(()),
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(Duration::from_secs(5));
    }
}
