//! Measures what dynamig costs: `cargo run --release -p dynamig-bench -- SUITE [--json]`, with the suite `cli` or `tables`.
//!
//! A `suite` is a list of measurements, each of which gives `figure`s with their goals. Ratios compare two things that take
//! turns in one run, so that a busy or slow machine strikes both; each is a median. Exits with 1 where a goal is clearly
//! missed: a count at all, anything else by half of it.

mod checked;
mod cli;
mod environment;
mod figure;
mod measure;
mod output;
mod package;
mod suite;
mod tables;
mod workspace;

use std::process::ExitCode;

use figure::Figure;
use suite::Suite;

pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let (suite, is_json) = match arguments[..] {
        [suite] => (Suite::named(suite), false),
        [suite, "--json"] | ["--json", suite] => (Suite::named(suite), true),
        _ => (None, false),
    };
    let Some(suite) = suite else {
        output::say(&format!(
            "usage: dynamig-bench SUITE [--json], with one of the suites {}",
            Suite::names()
        ));
        return ExitCode::from(2);
    };
    let figures = match suite.measure() {
        Ok(figures) => figures,
        Err(error) => {
            output::say(&format!("error: {error}"));
            return ExitCode::FAILURE;
        }
    };
    if is_json {
        output::document(suite.name, &figures);
    } else {
        output::table(&figures);
    }
    match figures.iter().any(Figure::is_clearly_missed) {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    }
}
