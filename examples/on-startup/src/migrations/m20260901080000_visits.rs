use std::time::Duration;

use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType, TableStatus,
};
use dynamig::{Context, Result, migration};

/// The table of the visits to each page.
#[migration(version = 20260901080000, touches = ["visits"])]
pub async fn create_visits(cx: &Context) -> Result<()> {
    let key = KeySchemaElement::builder().attribute_name("page");
    let text = AttributeDefinition::builder().attribute_name("page");
    let create = cx
        .client()
        .create_table()
        .set_table_name(cx.table("visits"));
    let create = create
        .billing_mode(BillingMode::PayPerRequest)
        .attribute_definitions(text.attribute_type(ScalarAttributeType::S).build()?)
        .key_schema(key.key_type(KeyType::Hash).build()?);
    match create.send().await {
        // A run that was interrupted has made it already.
        Err(error) if error.code() == Some("ResourceInUseException") => {}
        created => drop(created?),
    }
    while !is_active(cx).await? {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    Ok(())
}

async fn is_active(cx: &Context) -> Result<bool> {
    let describe = cx
        .client()
        .describe_table()
        .set_table_name(cx.table("visits"));
    match describe.send().await {
        Ok(answer) => {
            let status = answer.table().and_then(|table| table.table_status());
            Ok(status == Some(&TableStatus::Active))
        }
        // A new table can be unknown for some seconds.
        Err(error) if error.code() == Some("ResourceNotFoundException") => Ok(false),
        Err(error) => Err(error.into()),
    }
}
