use std::env;
use std::path::Path;

use super::fixture::ITEMS;
use super::processes::Engines;
use super::role::Role;
use crate::figure::{Figure, Goal};
use crate::measure::run;
use crate::suite::Effort;
use crate::workspace::Workspace;
use crate::{Result, environment, output};

/// Of items, so that every page but the last of a segment is a whole one in both.
const SEGMENTS: &str = "2";

/// A tenth more than when it was first counted.
const GOAL: f64 = 95_000.0;

/// How many instructions an item takes on an engine that does nothing, as valgrind counts them: unlike time, they hardly
/// depend on the machine. What the start of the process and of the run takes is in both of two runs, and so is not counted.
pub(super) fn measure(engines: &Engines, effort: Effort) -> Result<Vec<Figure>> {
    if environment::command("valgrind", Path::new("."))
        .arg("--version")
        .output()
        .is_err()
    {
        output::say("instructions_per_item is left out: valgrind is not installed");
        return Ok(Vec::new());
    }
    let (few, many) = match effort {
        Effort::Whole => (10_000, 60_000),
        Effort::Quick => (10_000, 20_000),
    };
    output::say("counting instructions");
    let directory = Workspace::of_dynamig()?.directory("items")?;
    let (first, second) = (
        collected(engines, few, &directory)?,
        collected(engines, many, &directory)?,
    );
    let per_item = (second - first) / f64::from(many - few);
    Ok(vec![Figure {
        name: "instructions_per_item",
        value: per_item.round(),
        unit: "Ir",
        goal: Some(Goal::AtMost(GOAL)),
        note: format!(
            "instructions of the client, as callgrind counts them: {:.0} million for {many} items less {:.0} million for {few}",
            second / 1e6,
            first / 1e6
        ),
    }])
}

/// The instructions of a process that changes so many items.
fn collected(engines: &Engines, items: u32, directory: &Path) -> Result<f64> {
    let server = engines.start(Role::Null, &[items.to_string()])?;
    let mut client = environment::command("valgrind", directory);
    client
        .args(["--tool=callgrind", "--callgrind-out-file=callgrind.out"])
        .arg(env::current_exe()?)
        .args(["--as", Role::Counted.name(), &server.url("url"), ITEMS, "b"])
        .arg(SEGMENTS);
    let told = run(&mut client)?.stderr;
    let told = String::from_utf8_lossy(&told);
    Ok(instructions(&told).ok_or("callgrind did not say what it collected")?)
}

/// The number of a line such as `==7== Collected : 1234`.
fn instructions(told: &str) -> Option<f64> {
    let mut lines = told.lines();
    let number = lines.find_map(|line| line.split_once("Collected :"))?.1;
    number.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_instructions_are_found_in_what_callgrind_says() {
        let told = "==7== Events    : Ir\n==7== Collected : 1234\n==7== \n";
        assert_eq!(instructions(told), Some(1_234.0));
        assert_eq!(instructions("==7== Events    : Ir\n"), None);
    }
}
