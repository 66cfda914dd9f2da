//! Measures what dynamig costs: `cargo run --release -p dynamig-bench -- SUITE [--json] [--quick]`, with the suite `cli`, `items`
//! or `tables`. `--quick` measures less often and less of it, while the benchmark itself is worked on.
//!
//! A `suite` is a list of measurements, each of which gives `figure`s with their goals. Ratios compare two things that take
//! turns in one run, so that a busy or slow machine strikes both; each is a median. Exits with 1 where a goal is clearly
//! missed: a count at all, anything else by half of it.

mod checked;
mod cli;
mod environment;
mod figure;
mod items;
mod measure;
mod output;
mod package;
mod programs;
mod python;
mod suite;
mod tables;
mod workspace;

use std::process::ExitCode;

use figure::Figure;
use suite::{Effort, Suite};

pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Measures what the arguments of the program ask for. The processes of the suite `items` are this too: one whose arguments
/// begin with `--as` acts in a role.
#[must_use]
pub fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    if let ["--as", role, arguments @ ..] = &arguments[..] {
        return match items::act(role, arguments) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => failed(&*error),
        };
    }
    let Some((suite, effort, form)) = asked(&arguments) else {
        output::say(&format!(
            "usage: dynamig-bench SUITE [--json] [--quick], with one of the suites {}",
            Suite::names()
        ));
        return ExitCode::from(2);
    };
    let figures = match suite.measure(effort) {
        Ok(figures) => figures,
        Err(error) => return failed(&*error),
    };
    match form {
        Form::Document => output::document(suite.name, &figures),
        Form::Table => output::table(&figures),
    }
    match figures.iter().any(Figure::is_clearly_missed) {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    }
}

/// How figures are printed.
enum Form {
    Table,
    Document,
}

/// What a person asks for.
fn asked(arguments: &[&str]) -> Option<(&'static Suite, Effort, Form)> {
    let (mut suite, mut effort, mut form) = (None, Effort::Whole, Form::Table);
    for argument in arguments {
        match *argument {
            "--json" => form = Form::Document,
            "--quick" => effort = Effort::Quick,
            name if suite.is_none() => suite = Some(Suite::named(name)?),
            _ => return None,
        }
    }
    Some((suite?, effort, form))
}

fn failed(error: &dyn std::error::Error) -> ExitCode {
    output::say(&format!("error: {error}"));
    let mut cause = error.source();
    while let Some(error) = cause {
        output::say(&format!("  {error}"));
        cause = error.source();
    }
    ExitCode::FAILURE
}
