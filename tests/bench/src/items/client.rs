use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use dynamig::clock::Clock;
use dynamig::migration::ItemOptions;
use dynamig::{Event, ItemRuns, Migrator, UpOptions};
use rustix::time::{ClockId, clock_gettime};
use serde_json::json;

use super::fixture::{migration, migrator};
use super::role::tell;
use crate::Result;

/// What a client took for its items, without its own start.
pub(super) struct Meter {
    began: Instant,
    cpu: Duration,
}

impl Meter {
    pub(super) fn start() -> Result<Self> {
        Ok(Self {
            began: Instant::now(),
            cpu: cpu()?,
        })
    }

    /// Tells what it took.
    pub(super) fn tell(self, items: u64) -> Result<()> {
        let (wall, cpu) = (self.began.elapsed(), cpu()?.saturating_sub(self.cpu));
        tell(&json!({
            "items": items,
            "seconds": wall.as_secs_f64(),
            "cpu_seconds": cpu.as_secs_f64(),
            "peak_mb": peak_megabytes()?,
        }))
    }
}

/// The processor time of this process, of all its threads.
fn cpu() -> Result<Duration> {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    let (seconds, nanoseconds) = (time.tv_sec.try_into()?, time.tv_nsec.try_into()?);
    Ok(Duration::new(seconds, nanoseconds))
}

/// The most memory that this process ever had.
fn peak_megabytes() -> Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next());
    let kilobytes: f64 = kilobytes.ok_or("the kernel tells no VmHWM")?.parse()?;
    Ok(kilobytes / 1024.0)
}

/// dynamig: sets the state of every item of a table; in so many segments, all at once, where that is told.
pub(super) async fn ours(arguments: &[&str]) -> Result<()> {
    let migrator = prepared(arguments)?;
    let meter = Meter::start()?;
    meter.tell(run(migrator).await?)
}

/// The same where instructions are counted: valgrind does not have the clocks that dynamig and the meter read.
pub(super) async fn counted(arguments: &[&str]) -> Result<()> {
    let began = Instant::now();
    let clock = Clock::new(move || began.elapsed(), SystemTime::now);
    let items = run(prepared(arguments)?.with_clock(clock)).await?;
    tell(&json!({ "items": items }))
}

fn prepared(arguments: &[&str]) -> Result<Migrator> {
    let [url, table, state, segments @ ..] = arguments else {
        return Err("an engine, a table and a state are needed".into());
    };
    let mut options = ItemOptions::NEW;
    if let [segments] = segments {
        options.segments = Some(segments.parse()?);
        options.workers = options.segments;
    }
    let namespace = format!("bench{}", std::process::id());
    migrator(url, &namespace, [migration(table, state, options)?])
}

/// Runs the migration; how many items it wrote, which are all of them.
async fn run(migrator: Migrator) -> Result<u64> {
    let progress = Arc::new(Mutex::new(None));
    let told = progress.clone();
    let migrator = migrator.with_events(move |event| {
        if let Event::ItemsFinished { progress, .. } = event {
            *told.lock().unwrap_or_else(PoisonError::into_inner) = Some(*progress);
        }
    });
    migrator
        .up_with(&UpOptions::new().items(ItemRuns::Run))
        .await?;
    let progress = *progress.lock().unwrap_or_else(PoisonError::into_inner);
    let counts = progress.ok_or("the migration was not run")?.counts;
    if counts.written != counts.scanned {
        return Err(format!("not every item was written: {counts:?}").into());
    }
    Ok(counts.written)
}
