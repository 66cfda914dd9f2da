use dynamig::{Context, Result, migration};

use crate::tables;

/// The table of the plans that customers buy.
#[migration(version = 20260801090000, down = delete_plans, touches = ["plans"])]
pub async fn create_plans(cx: &Context) -> Result<()> {
    tables::create(cx, "plans").await
}

async fn delete_plans(cx: &Context) -> Result<()> {
    tables::delete_if_empty(cx, "plans").await
}
