use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_dynamodb::types::AttributeValue;
use dynamig::embedded::Engine;
use dynamig::item::Attributes;
use dynamig::migration::ItemOptions;
use dynamig::{ItemRuns, UpOptions};
use futures_util::FutureExt as _;
use serde_json::Value;

use super::fixture::{self, ITEMS, STATE};
use super::layer::{self, Asked, Layer};
use crate::figure::{Figure, Goal};
use crate::{Result, output};

const COUNT: u64 = 6_000;
/// Few enough that each has several pages.
const SEGMENTS: u32 = 4;

/// What requests of a kind consumed.
#[derive(Clone, Copy, Debug, Default)]
struct Consumed {
    requests: u32,
    units: f64,
}

/// By what they did.
type Ledger = Arc<Mutex<BTreeMap<&'static str, Consumed>>>;

const SCANS: &str = "scans";
const WRITES: &str = "writes";
const CHECKPOINTS: &str = "checkpoints";

/// What a run consumes, as the engine tells a layer that asks it with every request.
pub(super) fn measure() -> Result<Vec<Figure>> {
    output::say("counting what a run consumes");
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(consumed())
}

async fn consumed() -> Result<Vec<Figure>> {
    let engine = Engine::memory()?;
    fixture::table(&engine.client(), ITEMS).await?;
    fixture::put(&engine.client(), ITEMS, (0..COUNT).map(sized)).await?;
    let ledger = Ledger::default();
    let url = layer::serve(counted(&ledger, layer::engine(&engine))).await?;
    let client = fixture::client(&url);
    let mut pages = client.scan().table_name(ITEMS).into_paginator().send();
    while let Some(page) = pages.next().await {
        page?;
    }
    let plain = take(&ledger, SCANS);
    take(&ledger, WRITES);
    let changed = run(&url, "changed", &ledger).await?;
    let unchanged = run(&url, "unchanged", &ledger).await?;
    let kilobytes: f64 = (0..COUNT).map(|n| kilobytes(&sized(n))).sum();
    Ok(figures(&plain, &changed, &unchanged, kilobytes))
}

/// What a run consumed.
struct Run {
    scans: Consumed,
    writes: Consumed,
    checkpoints: Consumed,
}

/// Sets the state of every item to the same.
async fn run(url: &str, namespace: &str, ledger: &Ledger) -> Result<Run> {
    let mut options = ItemOptions::NEW;
    (options.segments, options.workers) = (Some(SEGMENTS), Some(SEGMENTS));
    let migration = fixture::migration(ITEMS, "b", options)?;
    let migrator = fixture::migrator(url, namespace, [migration])?;
    migrator
        .up_with(&UpOptions::new().items(ItemRuns::Run))
        .await?;
    Ok(Run {
        scans: take(ledger, SCANS),
        writes: take(ledger, WRITES),
        checkpoints: take(ledger, CHECKPOINTS),
    })
}

/// Items of up to five kilobytes.
fn sized(n: u64) -> Attributes {
    let mut item = fixture::item(n);
    let length = usize::try_from(n % 5).unwrap_or(0) * 1_000;
    item.insert("more".to_owned(), AttributeValue::S("x".repeat(length)));
    item
}

/// The kilobytes that a write of an item is charged for: as it was and as it will be are of one size.
fn kilobytes(item: &Attributes) -> f64 {
    let bytes: usize = item
        .iter()
        .map(|(name, value)| name.len() + bytes(value))
        .sum();
    bytes.div_ceil(1024) as f64
}

/// Of a text, and of the whole numbers here: a byte for two digits, without zeros at the end, and one more.
fn bytes(value: &AttributeValue) -> usize {
    match value {
        AttributeValue::N(number) => number.trim_end_matches('0').len().div_ceil(2) + 1,
        value => value.as_s().map_or(0, String::len),
    }
}

fn take(ledger: &Ledger, kind: &str) -> Consumed {
    let mut ledger = ledger.lock().unwrap_or_else(PoisonError::into_inner);
    ledger.remove(kind).unwrap_or_default()
}

/// Has the engine tell of each request what it consumes, and adds that up.
fn counted(ledger: &Ledger, inner: Layer) -> Layer {
    let ledger = ledger.clone();
    Arc::new(move |mut asked: Asked| {
        let (ledger, kind) = (ledger.clone(), kind(&asked));
        if kind.is_some()
            && let Ok(mut body) = serde_json::from_slice::<Value>(&asked.body)
        {
            body["ReturnConsumedCapacity"] = "INDEXES".into();
            asked.body = body.to_string().into_bytes();
        }
        let answered = inner(asked);
        async move {
            let (status, body) = answered.await?;
            if let Some(kind) = kind {
                let mut ledger = ledger.lock().unwrap_or_else(PoisonError::into_inner);
                let consumed = ledger.entry(kind).or_default();
                consumed.requests += 1;
                consumed.units += units(&body);
            }
            Ok((status, body))
        }
        .boxed()
    })
}

/// What a request does, of what is counted: checkpoints are the updates of rows that count items.
fn kind(asked: &Asked) -> Option<&'static str> {
    let body = String::from_utf8_lossy(&asked.body);
    let is_of_items = body.contains(&format!("\"TableName\":\"{ITEMS}\""));
    match asked.operation.as_str() {
        "Scan" if is_of_items => Some(SCANS),
        "BatchExecuteStatement" => Some(WRITES),
        "UpdateItem" | "DeleteItem" | "PutItem" | "TransactWriteItems" if is_of_items => {
            Some(WRITES)
        }
        "UpdateItem" if body.contains("scanned") => Some(CHECKPOINTS),
        _ => None,
    }
}

/// Consumed capacity stands alone, or once for each table.
fn units(answer: &[u8]) -> f64 {
    let answer: Value = serde_json::from_slice(answer).unwrap_or_default();
    let all = match &answer["ConsumedCapacity"] {
        Value::Array(all) => all.clone(),
        one => vec![one.clone()],
    };
    let units = all.iter().filter_map(|one| one["CapacityUnits"].as_f64());
    units.sum()
}

fn figures(plain: &Consumed, changed: &Run, unchanged: &Run, kilobytes: f64) -> Vec<Figure> {
    vec![
        over_scan(plain, &changed.scans),
        changed_kilobyte(&changed.writes, kilobytes),
        figure(
            "write_units_unchanged",
            unchanged.writes.units,
            Goal::Exactly(0.0),
            format!(
                "of another run over the same items, in {} requests",
                unchanged.writes.requests
            ),
        ),
        checkpoints(&changed.checkpoints, changed.scans.requests),
    ]
}

fn figure(name: &'static str, value: f64, goal: Goal, note: String) -> Figure {
    Figure {
        name,
        value,
        unit: "units",
        goal: Some(goal),
        note,
    }
}

fn over_scan(plain: &Consumed, scans: &Consumed) -> Figure {
    let note = format!(
        "a segment: {} read units in {} pages of {SEGMENTS} segments, less {} of a plain scan of the {COUNT} items in {} pages",
        scans.units, scans.requests, plain.units, plain.requests
    );
    let excess = (scans.units - plain.units) / f64::from(SEGMENTS);
    figure("read_units_over_scan", excess, Goal::AtMost(1.0), note)
}

fn changed_kilobyte(writes: &Consumed, kilobytes: f64) -> Figure {
    let note = format!(
        "{} write units in {} requests for `{STATE}` of {COUNT} items, of {kilobytes} kilobytes begun",
        writes.units, writes.requests
    );
    let units = writes.units / kilobytes;
    figure(
        "write_units_per_changed_kb",
        units,
        Goal::Exactly(1.0),
        note,
    )
}

fn checkpoints(checkpoints: &Consumed, pages: u32) -> Figure {
    let note = format!(
        "{} write units of {} checkpoints, for {pages} pages",
        checkpoints.units, checkpoints.requests
    );
    let units = checkpoints.units / f64::from(pages);
    figure("checkpoint_units_per_page", units, Goal::AtMost(1.0), note)
}
