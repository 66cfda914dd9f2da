use super::fixture::ITEMS;
use super::processes::{Engines, Server, Took, client};
use super::role::Role;
use crate::figure::{Figure, Goal};
use crate::measure::median;
use crate::suite::Effort;
use crate::{Result, output};

/// What dynamig takes of the machine that it runs on, with an engine that does nothing.
pub(super) fn measure(engines: &Engines, effort: Effort) -> Result<Vec<Figure>> {
    let (few, many, rounds) = match effort {
        Effort::Whole => (200_000, 1_000_000, 3),
        Effort::Quick => (40_000, 200_000, 1),
    };
    output::say("measuring processor time and memory on an engine that does nothing");
    let server = engines.start(Role::Null, &[few.to_string()])?;
    let mut runs = Vec::new();
    for _ in 0..rounds {
        runs.push(run(&server, 8)?);
    }
    drop(server);
    let server = engines.start(Role::Null, &[many.to_string()])?;
    let mut long = Vec::new();
    for _ in 0..rounds {
        long.push(run(&server, 8)?);
    }
    let wide = [run(&server, 32)?];
    Ok(vec![
        processor_time(&runs, few),
        memory(&runs, "rss_mb_8_segments", 8, 100.0),
        memory(&wide, "rss_mb_32_segments", 32, 256.0),
        growth(&runs, &long),
    ])
}

/// In so many segments, all at once, so that nearly every page is of a megabyte.
fn run(server: &Server, segments: u32) -> Result<Took> {
    let segments = segments.to_string();
    client(Role::Ours, &[&server.url("url"), ITEMS, "b", &segments])
}

fn processor_time(runs: &[Took], items: u64) -> Figure {
    let of = |took: &Took| took.cpu_seconds * 1e6 / took.items;
    let told: Vec<_> = runs.iter().map(|took| format!("{:.1}", of(took))).collect();
    Figure {
        name: "null_engine_cpu_us_per_item",
        value: median(runs.iter().map(of)),
        unit: "us",
        goal: Some(Goal::AtMost(25.0)),
        note: format!(
            "processor time of the client, user and system, for {items} items of 400 bytes that are read in pages of a \
             megabyte and all written, 25 a request, over loopback; in the rounds {}",
            told.join(", ")
        ),
    }
}

fn memory(runs: &[Took], name: &'static str, segments: u32, goal: f64) -> Figure {
    let told: Vec<_> = runs
        .iter()
        .map(|took| format!("{:.0}", took.peak_mb))
        .collect();
    Figure {
        name,
        value: median(runs.iter().map(|took| took.peak_mb)),
        unit: "MB",
        goal: Some(Goal::AtMost(goal)),
        note: format!(
            "the most memory that the client's process had, with {segments} segments at once in pages of a megabyte; in the \
             rounds {}",
            told.join(", ")
        ),
    }
}

fn growth(runs: &[Took], long: &[Took]) -> Figure {
    let peak = |runs: &[Took]| median(runs.iter().map(|took| took.peak_mb));
    let items = |runs: &[Took]| median(runs.iter().map(|took| took.items));
    let (short, long, few, many) = (peak(runs), peak(long), items(runs), items(long));
    Figure {
        name: "rss_growth",
        value: long / short,
        unit: "times",
        goal: Some(Goal::AtMost(1.1)),
        note: format!(
            "the most memory with {many} items, {long:.0} MB, by that with {few}, {short:.0} MB; 8 segments at once"
        ),
    }
}
