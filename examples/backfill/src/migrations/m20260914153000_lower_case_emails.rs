use dynamig::{Context, Outcome, Result, migration};
use serde::{Deserialize, Serialize};

use super::sample_customers;

/// What this migration needs of a customer, frozen: it must compile, and mean the same, for ever.
#[derive(Serialize, Deserialize)]
pub struct Emails {
    email: String,
    email_lower: Option<String>,
}

/// Sign-in looks customers up by their lower-case e-mail.
#[migration(
    version = 20260914153000,
    items = "customers",
    depends_on = [sample_customers],
    down = forget_lower_case,
)]
pub async fn lower_case_emails(mut customer: Emails, _cx: &Context) -> Result<Outcome<Emails>> {
    customer.email_lower = Some(customer.email.to_lowercase());
    Ok(Outcome::Update(customer))
}

async fn forget_lower_case(mut customer: Emails, _cx: &Context) -> Result<Outcome<Emails>> {
    customer.email_lower = None;
    Ok(Outcome::Update(customer))
}
