use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamig::item::Attributes;
use futures_util::stream::{self, StreamExt as _};

use super::client::Meter;
use super::fixture::{STATE, client};
use crate::Result;

/// As many writes at once as dynamig has: 8 of each of 8 segments.
pub(super) const AT_ONCE: usize = 64;

/// What one would write without dynamig: a page, and a conditional UpdateItem for each item of it.
pub(super) async fn act(arguments: &[&str]) -> Result<()> {
    let [url, table, state] = arguments else {
        return Err("an engine, a table and a state are needed".into());
    };
    let client = client(url);
    let meter = Meter::start()?;
    let mut pages = client.scan().table_name(*table).into_paginator().send();
    let mut count = 0;
    while let Some(page) = pages.next().await {
        let items = page?.items.unwrap_or_default();
        let writes = items
            .into_iter()
            .map(|item| update(&client, table, item, state));
        let mut writes = stream::iter(writes).buffer_unordered(AT_ONCE);
        while let Some(written) = writes.next().await {
            written?;
            count += 1;
        }
    }
    meter.tell(count)
}

async fn update(client: &Client, table: &str, item: Attributes, state: &str) -> Result<()> {
    let part = |name: &str| item.get(name).cloned().ok_or("an item lacks an attribute");
    client
        .update_item()
        .table_name(table)
        .key("id", part("id")?)
        .update_expression("SET #s = :new")
        .condition_expression("attribute_exists(id) AND #s = :was")
        .expression_attribute_names("#s", STATE)
        .expression_attribute_values(":new", AttributeValue::S(state.to_owned()))
        .expression_attribute_values(":was", part(STATE)?)
        .send()
        .await?;
    Ok(())
}
