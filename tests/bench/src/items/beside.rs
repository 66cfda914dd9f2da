//! An item migration that takes long, and programs that start beside it.

use std::sync::{Arc, Mutex, PoisonError};

use dynamig::migration::{ItemOptions, Rate};
use dynamig::{BoxError, Event, ItemRuns, Migration, UpOptions};
use serde_json::json;
use tokio::sync::oneshot;

use super::engine::until_told;
use super::fixture::{migration, migrator};
use super::role::tell;
use crate::Result;

const NAMESPACE: &str = "beside";

/// Runs an item migration at so many write units a second, tells when it has begun, and ends with standard input.
pub(super) async fn job(arguments: &[&str]) -> Result<()> {
    let [url, table, rate] = arguments else {
        return Err("an engine, a table and a rate are needed".into());
    };
    let migrator = migrator(url, NAMESPACE, [slow(table, rate)?])?;
    let (began, has_begun) = oneshot::channel();
    let began = Arc::new(Mutex::new(Some(began)));
    let migrator = migrator.with_events(move |event| {
        if let Event::ItemsStarted { .. } = event
            && let Some(began) = began.lock().unwrap_or_else(PoisonError::into_inner).take()
        {
            // Nobody listens any more only where this process ends.
            let _told = began.send(());
        }
    });
    let options = UpOptions::new().items(ItemRuns::Run);
    let told = async {
        has_begun.await?;
        tell(&json!({}))?;
        until_told().await
    };
    tokio::select! {
        ran = migrator.up_with(&options) => Ok(ran.map(drop)?),
        told = told => told,
    }
}

/// A program that starts: its release has as many migrations besides the item migration as there were starts, so that
/// one is pending.
pub(super) async fn instance(arguments: &[&str]) -> Result<()> {
    let [url, table, rate, releases] = arguments else {
        return Err("an engine, a table, a rate and a number of releases are needed".into());
    };
    let releases: u64 = releases.parse()?;
    let mut migrations = vec![slow(table, rate)?];
    for version in 1..=releases {
        let other = Migration::builder(1 + version, format!("release_{version}"));
        migrations.push(other.up(|_| async { Ok::<_, BoxError>(()) }).build()?);
    }
    let report = migrator(url, NAMESPACE, migrations)?.up().await?;
    match report.done.len() {
        1 => Ok(()),
        others => Err(format!("{others} migrations were applied instead of one").into()),
    }
}

fn slow(table: &str, rate: &str) -> Result<Migration> {
    let mut options = ItemOptions::NEW;
    options.max_wcu = Some(Rate::Units(rate.parse()?));
    migration(table, "b", options)
}
