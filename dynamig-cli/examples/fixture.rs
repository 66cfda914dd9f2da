//! A program with migrations, for the tests of the command line: what a user's own binary is like.
//!
//! What a migration does beyond its few writes is chosen by variables, so that one program has all the stories.

use std::time::Duration;

use dynamig::{Context, Result, migration};

/// The plans that every environment starts with.
#[migration(version = 20260801090000, down = remove_plans, touches = ["plans"])]
#[expect(
    clippy::print_stdout,
    reason = "users print, and results must stay apart from that"
)]
async fn seed_plans(cx: &Context) -> Result<()> {
    println!("a user's own words on stdout");
    create(cx, "plans").await
}

async fn remove_plans(cx: &Context) -> Result<()> {
    cx.client()
        .delete_table()
        .table_name(cx.table("plans").unwrap_or_default())
        .send()
        .await?;
    Ok(())
}

/// Customers, who have a plan each.
#[migration(version = 20260802090000, depends_on = [seed_plans], down = remove_customers, touches = ["customers"])]
async fn add_customers(cx: &Context) -> Result<()> {
    match variable("FIXTURE_CUSTOMERS").as_str() {
        "fail" => Err("there is no more room".into()),
        "panic" => panic!("nobody expected this"),
        "hang" => loop {
            cx.progress("waiting for customers");
            tokio::time::sleep(Duration::from_millis(50)).await;
        },
        "block" => loop {
            std::thread::sleep(Duration::from_secs(1));
        },
        "step" => {
            let secret = async { Ok::<_, dynamig::BoxError>("ann@example.com".to_owned()) };
            cx.step("look ann up", secret).await?;
            Err("she has moved".into())
        }
        _ => create(cx, "customers").await,
    }
}

async fn remove_customers(cx: &Context) -> Result<()> {
    if variable("FIXTURE_CUSTOMERS_DOWN") == "fail" {
        return Err("they will not go".into());
    }
    cx.client()
        .delete_table()
        .table_name(cx.table("customers").unwrap_or_default())
        .send()
        .await?;
    Ok(())
}

/// A welcome that cannot be taken back.
#[migration(version = 20260803090000, depends_on = [add_customers])]
async fn send_welcome(_cx: &Context) -> Result<()> {
    Ok(())
}

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_default()
}

/// Creates a table where it is missing: a migration may be run again.
async fn create(cx: &Context, logical: &str) -> Result<()> {
    use aws_sdk_dynamodb::types::{
        AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
    };

    let key = KeySchemaElement::builder()
        .attribute_name("id")
        .key_type(KeyType::Hash)
        .build()?;
    let id = AttributeDefinition::builder();
    let id = id
        .attribute_name("id")
        .attribute_type(ScalarAttributeType::S)
        .build()?;
    let created = cx
        .client()
        .create_table()
        .table_name(cx.table(logical).unwrap_or_default())
        .key_schema(key)
        .attribute_definitions(id)
        .billing_mode(BillingMode::PayPerRequest)
        .send()
        .await;
    match created {
        Err(error)
            if !error
                .as_service_error()
                .is_some_and(|error| error.is_resource_in_use_exception()) =>
        {
            Err(error.into())
        }
        Ok(_) | Err(_) => Ok(()),
    }
}

fn main() -> std::process::ExitCode {
    dynamig_cli::main()
}
