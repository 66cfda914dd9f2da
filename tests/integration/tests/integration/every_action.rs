//! A migration that does everything that IAM knows of items.

use aws_sdk_dynamodb::types::{
    ConditionCheck, KeysAndAttributes, PutRequest, TransactWriteItem, WriteRequest,
};
use dynamig::{BoxError, Context, Migration};

use crate::given::{World, s};

/// A migration that does everything that can be done to items, after a step; one of this fingerprint.
pub(crate) fn uses_everything(world: &World, fingerprint: &str, fails: bool) -> Migration {
    let up = move |cx: Context| async move {
        cx.step("first", async { Ok::<_, BoxError>(()) }).await?;
        match fails {
            true => Err("later".into()),
            false => use_everything(&cx).await,
        }
    };
    let migration = world.noting(1, "fill").fingerprint(fingerprint);
    migration.touches(["customers"]).up(up).build().unwrap()
}

async fn use_everything(cx: &Context) -> Result<(), BoxError> {
    let (client, table) = (cx.client(), cx.table("customers").ok_or("no table")?);
    let put = client.put_item().table_name(&table).item("id", s("1"));
    put.send().await?;
    let update = client.update_item().table_name(&table).key("id", s("1"));
    update.send().await?;
    let get = client.get_item().table_name(&table).key("id", s("1"));
    get.send().await?;
    client.scan().table_name(&table).send().await?;
    let query = client.query().table_name(&table);
    let query = query.key_condition_expression("id = :id");
    query
        .expression_attribute_values(":id", s("1"))
        .send()
        .await?;
    let keys = KeysAndAttributes::builder().keys([("id".to_owned(), s("1"))].into());
    let batch = client.batch_get_item();
    batch.request_items(&table, keys.build()?).send().await?;
    let written = PutRequest::builder().item("id", s("2")).build()?;
    let written = WriteRequest::builder().put_request(written).build();
    let batch = client.batch_write_item();
    batch.request_items(&table, vec![written]).send().await?;
    let check = ConditionCheck::builder()
        .table_name(&table)
        .key("id", s("3"));
    let check = check
        .condition_expression("attribute_not_exists(id)")
        .build()?;
    let check = TransactWriteItem::builder().condition_check(check).build();
    let transaction = client.transact_write_items().transact_items(check);
    transaction.send().await?;
    let delete = client.delete_item().table_name(&table).key("id", s("1"));
    delete.send().await?;
    Ok(())
}
