use std::fmt::Write as _;
use std::sync::Arc;

use futures_util::FutureExt as _;
use serde_json::Value;

use super::fixture::{ITEMS, json_item};
use super::layer::{Asked, Layer};

/// How many of the items make a megabyte, and so a page.
const PAGE: u64 = 2_500;

/// An engine that does nothing with the items: pages of a table that is not there, and batches that succeed at once. All
/// else is passed on.
pub(super) fn null(items: u64, inner: Layer) -> Layer {
    Arc::new(move |asked: Asked| {
        let body = match asked.operation.as_str() {
            "Scan" => page(items, &asked.body),
            "BatchExecuteStatement" => done(&asked.body),
            // A statement that was not answered in time is repeated alone.
            "UpdateItem" if is_of_items(&asked.body) => "{}".to_owned(),
            _ => return inner(asked),
        };
        async move { Ok((200, body.into_bytes())) }.boxed()
    })
}

fn is_of_items(asked: &[u8]) -> bool {
    let asked: Value = serde_json::from_slice(asked).unwrap_or_default();
    asked["TableName"] == ITEMS
}

/// A page of a segment: its items are numbered from 0, and a key tells where the next page begins.
fn page(items: u64, asked: &[u8]) -> String {
    let asked: Value = serde_json::from_slice(asked).unwrap_or_default();
    let segments = asked["TotalSegments"].as_u64().unwrap_or(1);
    let segment = asked["Segment"].as_u64().unwrap_or(0);
    let after = asked["ExclusiveStartKey"]["id"]["S"].as_str();
    let first = after.and_then(|after| after.split_once('-')?.1.parse::<u64>().ok());
    let first = first.map_or(0, |last| last + 1);
    let of_segment = items / segments + u64::from(segment < items % segments);
    let end = of_segment.min(first + PAGE);
    let id = |n: u64| format!("{segment:04}-{n:08}");
    let mut page = String::with_capacity(1 << 21);
    page.push_str("{\"Items\":[");
    for n in first..end {
        page.push_str(if n == first { "" } else { "," });
        page.push_str(&json_item(&id(n), n));
    }
    let count = end - first;
    // Writing to a text cannot fail.
    let _written = write!(
        page,
        "],\"Count\":{count},\"ScannedCount\":{count},\"ConsumedCapacity\":{{\"TableName\":\"{ITEMS}\",\"CapacityUnits\":128.0}}"
    );
    if end < of_segment {
        let _written = write!(
            page,
            ",\"LastEvaluatedKey\":{{\"id\":{{\"S\":\"{}\"}}}}",
            id(end - 1)
        );
    }
    page.push('}');
    page
}

/// Every statement of a batch is carried out.
fn done(asked: &[u8]) -> String {
    const STATEMENT: &[u8] = b"\"Statement\":";
    let all = asked.windows(STATEMENT.len());
    let count = all.filter(|some| some == &STATEMENT).count();
    let one = format!("{{\"TableName\":\"{ITEMS}\"}}");
    let each = vec![one; count].join(",");
    format!(
        "{{\"Responses\":[{each}],\"ConsumedCapacity\":[{{\"TableName\":\"{ITEMS}\",\"CapacityUnits\":{count}.0,\
         \"Table\":{{\"CapacityUnits\":{count}.0}}}}]}}"
    )
}
