use dynamig::{Context, Result, migration};

use crate::tables;

/// The table of the customers.
#[migration(version = 20260801091500, down = delete_customers, touches = ["customers"])]
pub async fn create_customers(cx: &Context) -> Result<()> {
    tables::create(cx, "customers").await
}

async fn delete_customers(cx: &Context) -> Result<()> {
    tables::delete_if_empty(cx, "customers").await
}
