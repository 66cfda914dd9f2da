use std::time::Duration;
use std::{env, thread};

use super::fixture::ITEMS;
use super::processes::{Engines, Server, start_up};
use super::role::Role;
use crate::figure::{Figure, Goal};
use crate::suite::Effort;
use crate::{Result, output};

/// How many programs start beside the run.
const INSTANCES: u32 = 10;
/// The write units a second that the run may take: an item of 400 bytes takes one.
const RATE: u64 = 50;
/// How long the run goes on at least, in seconds, where that is not to be a minute.
const SECONDS: &str = "BENCH_RUN_SECONDS";

/// How long programs take to start while an item migration runs.
pub(super) fn measure(engines: &Engines, effort: Effort) -> Result<Vec<Figure>> {
    let seconds: u64 = match (env::var(SECONDS), effort) {
        (Ok(text), _) => text.parse().map_err(|_| format!("{SECONDS}={text}"))?,
        (Err(_), Effort::Whole) => 60,
        (Err(_), Effort::Quick) => 10,
    };
    output::say(&format!(
        "starting programs beside a run of {seconds} seconds"
    ));
    // Twice as many items as it can come to.
    let items = 2 * RATE * seconds;
    let engine = engines.start(
        Role::Engine,
        &[items.to_string(), "0".to_owned(), "0".to_owned()],
    )?;
    let job = [engine.url("url"), ITEMS.to_owned(), RATE.to_string()];
    let mut job = Server::start(Role::Job, &job)?;
    let mut milliseconds = Vec::new();
    for instance in 1..=INSTANCES {
        thread::sleep(Duration::from_secs(seconds) / INSTANCES);
        let took = start_up(&[
            &engine.url("url"),
            ITEMS,
            &RATE.to_string(),
            &instance.to_string(),
        ])?;
        milliseconds.push(took.as_secs_f64() * 1_000.0);
    }
    if !job.is_running()? {
        return Err("the run ended before the last program had started".into());
    }
    Ok(vec![ready(&milliseconds, seconds)])
}

fn ready(milliseconds: &[f64], seconds: u64) -> Figure {
    let told: Vec<_> = milliseconds.iter().map(|one| format!("{one:.0}")).collect();
    Figure {
        name: "ready_ms_beside_run",
        value: milliseconds.iter().copied().fold(0.0, f64::max),
        unit: "ms",
        goal: Some(Goal::AtMost(1_000.0)),
        note: format!(
            "the slowest of {INSTANCES} programs, from the start of the process to its end, each of which calls `up` and has \
             another migration to apply, spread over {seconds} seconds of an item migration at {RATE} write units a second; \
             they took {}",
            told.join(", ")
        ),
    }
}
