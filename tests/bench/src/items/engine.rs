use std::io::Read as _;
use std::time::Duration;

use dynamig::embedded::Engine;
use serde_json::json;

use super::fixture::{FEW, ITEMS, MANY, item, put, table};
use super::role::tell;
use super::{layer, null};
use crate::Result;

/// How long a request takes at least, where a network is stood in for.
pub(super) const DELAY: Duration = Duration::from_millis(5);

/// Serves dynoxide with three tables of so many items, and behind a layer with and without a delay, until standard input ends.
pub(super) async fn dynoxide(arguments: &[&str]) -> Result<()> {
    let [items, many, few] = arguments else {
        return Err("three numbers of items are needed".into());
    };
    let engine = Engine::memory()?;
    let client = engine.client();
    for (name, count) in [(ITEMS, items), (MANY, many), (FEW, few)] {
        table(&client, name).await?;
        put(&client, name, (0..count.parse()?).map(item)).await?;
    }
    let served = engine.serve(0).await?;
    let at_once = layer::serve(layer::engine(&engine)).await?;
    let delayed = layer::delayed(DELAY, layer::engine(&engine));
    let delayed = layer::serve(delayed).await?;
    let url = served.endpoint_url();
    tell(&json!({ "url": url, "at_once": at_once, "delayed": delayed }))?;
    until_told().await?;
    Ok(served.shutdown().await?)
}

/// Serves an engine that has so many items, and does nothing with them.
pub(super) async fn null(arguments: &[&str]) -> Result<()> {
    let [items] = arguments else {
        return Err("a number of items is needed".into());
    };
    let engine = Engine::memory()?;
    table(&engine.client(), ITEMS).await?;
    let null = null::null(items.parse()?, layer::engine(&engine));
    let url = layer::serve(null).await?;
    tell(&json!({ "url": url }))?;
    until_told().await
}

pub(super) async fn until_told() -> Result<()> {
    tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())).await??;
    Ok(())
}
