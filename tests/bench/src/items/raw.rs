use std::collections::VecDeque;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use dynamig::migration::ItemOptions;
use dynamig::{ItemRuns, UpOptions};
use tokio::task::JoinSet;

use super::client::Meter;
use super::fixture::{MANY, migration, migrator};
use super::layer::{self, Record};
use super::plain_loop::AT_ONCE;
use super::wire::{self, Wire};
use crate::Result;

/// Sets the state of every item of an engine, and keeps the scans and the batches of it in a file, a request a line.
pub(super) async fn record(url: &str, state: &str, file: &Path) -> Result<()> {
    let record = Record::default();
    let in_front = layer::recorded(&record, layer::server(url.to_owned()));
    let in_front = layer::serve(in_front).await?;
    let migration = migration(MANY, state, ItemOptions::NEW)?;
    let migrator = migrator(&in_front, &format!("recorded-{state}"), [migration])?;
    migrator
        .up_with(&UpOptions::new().items(ItemRuns::Run))
        .await?;
    let mut lines = Vec::new();
    let all = record.lock().unwrap_or_else(PoisonError::into_inner);
    for asked in all.iter() {
        if matches!(asked.operation.as_str(), "Scan" | "BatchExecuteStatement") {
            lines.extend_from_slice(asked.operation.as_bytes());
            lines.push(b'\t');
            lines.extend_from_slice(&asked.body);
            lines.push(b'\n');
        }
    }
    Ok(fs::write(file, lines)?)
}

/// A load generator: sends recorded requests, as many at once as dynamig has under way, and looks at no answer but for
/// what became of it.
pub(super) async fn act(arguments: &[&str]) -> Result<()> {
    let [url, file] = arguments else {
        return Err("an engine and a file are needed".into());
    };
    let text = fs::read_to_string(file)?;
    let requests = text.lines().filter_map(|line| line.split_once('\t'));
    let requests = requests.map(|(operation, body)| wire::request(operation, body.as_bytes()));
    let requests: VecDeque<Vec<u8>> = requests.collect();
    let items = text.matches("\"Statement\":").count();
    let queue = Arc::new(Mutex::new(requests));
    let meter = Meter::start()?;
    let mut senders = JoinSet::new();
    for _ in 0..AT_ONCE {
        senders.spawn(send((*url).to_owned(), queue.clone()));
    }
    while let Some(sent) = senders.join_next().await {
        sent??;
    }
    meter.tell(items as u64)
}

async fn send(url: String, queue: Arc<Mutex<VecDeque<Vec<u8>>>>) -> std::io::Result<()> {
    let mut wire = Wire::to(&url).await?;
    loop {
        let next = queue
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop_front();
        let Some(request) = next else { return Ok(()) };
        wire.write(&request).await?;
        let answer = wire.read().await?;
        let is_done = answer.is_some_and(|answer| {
            let failed = b"\"Error\":";
            layer::status(&answer) == 200
                && !answer.body.windows(failed.len()).any(|some| some == failed)
        });
        if !is_done {
            return Err(std::io::Error::other("a recorded request failed"));
        }
    }
}
