use aws_sdk_dynamodb::types::{AttributeValue, Put, TransactWriteItem};
use dynamig::{Context, Result, migration};

use super::create_visits;

/// The front page has a counter from the start.
#[migration(version = 20260901081500, depends_on = [create_visits], touches = ["visits"])]
pub async fn count_from_zero(cx: &Context) -> Result<()> {
    let put = Put::builder()
        .set_table_name(cx.table("visits"))
        .item("page", AttributeValue::S("/".to_owned()))
        .item("visits", AttributeValue::N("0".to_owned()));
    let put = TransactWriteItem::builder().put(put.build()?).build();
    // One transaction with the mark that this is applied: visits that are counted later are never set back.
    cx.transact(vec![put]).await
}
