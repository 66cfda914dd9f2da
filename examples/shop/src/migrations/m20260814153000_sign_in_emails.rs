use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamig::{Context, Result, migration};
use serde::Deserialize;

use super::index_customers_by_email;

/// What this migration needs of a customer.
#[derive(Deserialize)]
struct Customer {
    id: String,
    email: String,
}

/// Customers of before the index get their e-mail in lower case.
///
/// The shop must write `email_lower` already: a customer who comes while this runs is not visited.
#[migration(
    version = 20260814153000,
    depends_on = [index_customers_by_email],
    down = remove_lower_case_emails,
    touches = ["customers"],
)]
pub async fn lower_case_emails(cx: &Context) -> Result<()> {
    let mut after = None;
    let mut page = 1;
    loop {
        // Each page is a step: a run that starts again skips the pages that are done.
        let step = format!("page {page}");
        after = cx.step(&step, lower_case_page(cx, after)).await?;
        if after.is_none() {
            return Ok(());
        }
        cx.progress(format!("{page} pages are done"));
        page += 1;
    }
}

/// Visits the customers behind `after`. Returns the last of them, or nothing at the end of the table.
async fn lower_case_page(cx: &Context, after: Option<String>) -> Result<Option<String>> {
    let scan = cx.client().scan().set_table_name(cx.table("customers"));
    let scan = scan.set_exclusive_start_key(after.map(|id| [key(&id)].into()));
    let page = scan.limit(100).consistent_read(true).send().await?;
    let customers: Vec<Customer> = serde_dynamo::from_items(page.items.unwrap_or_default())?;
    for customer in &customers {
        lower_case(cx, customer).await?;
    }
    let last = page
        .last_evaluated_key
        .as_ref()
        .and_then(|key| key.get("id"));
    Ok(last.and_then(|id| id.as_s().ok()).cloned())
}

async fn lower_case(cx: &Context, customer: &Customer) -> Result<()> {
    let lower = AttributeValue::S(customer.email.to_lowercase());
    let update = cx
        .client()
        .update_item()
        .set_table_name(cx.table("customers"));
    let update = update
        .set_key(Some([key(&customer.id)].into()))
        .update_expression("SET email_lower = :lower")
        .expression_attribute_values(":lower", lower)
        // A customer who has gone meanwhile is not brought back, and one with a new e-mail has the new form already.
        .condition_expression("email = :email")
        .expression_attribute_values(":email", AttributeValue::S(customer.email.clone()));
    match update.send().await {
        Err(error) if error.code() != Some("ConditionalCheckFailedException") => Err(error.into()),
        Ok(_) | Err(_) => Ok(()),
    }
}

async fn remove_lower_case_emails(cx: &Context) -> Result<()> {
    let scan = cx.client().scan().set_table_name(cx.table("customers"));
    let mut items = scan.consistent_read(true).into_paginator().items().send();
    while let Some(item) = items.next().await {
        let customer: Customer = serde_dynamo::from_item(item?)?;
        let update = cx
            .client()
            .update_item()
            .set_table_name(cx.table("customers"));
        let update = update
            .set_key(Some([key(&customer.id)].into()))
            .update_expression("REMOVE email_lower")
            .condition_expression("attribute_exists(id)");
        match update.send().await {
            Err(error) if error.code() != Some("ConditionalCheckFailedException") => {
                return Err(error.into());
            }
            Ok(_) | Err(_) => {}
        }
    }
    Ok(())
}

fn key(id: &str) -> (String, AttributeValue) {
    ("id".to_owned(), AttributeValue::S(id.to_owned()))
}
