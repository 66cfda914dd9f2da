use dynamig::{Context, Result, migration};

use super::create_customers;
use crate::tables;

const INDEX: &str = "by_email";

/// Sign-in looks customers up by their e-mail in lower case.
#[migration(
    version = 20260814150000,
    depends_on = [create_customers],
    down = delete_index_by_email,
    touches = ["customers"],
)]
pub async fn index_customers_by_email(cx: &Context) -> Result<()> {
    tables::add_index(cx, "customers", INDEX, "email_lower").await
}

async fn delete_index_by_email(cx: &Context) -> Result<()> {
    tables::delete_index(cx, "customers", INDEX).await
}
