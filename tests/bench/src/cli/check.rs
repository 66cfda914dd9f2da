use std::fmt::Write as _;
use std::fs;
use std::process::Command;
use std::time::Duration;

use crate::figure::{Figure, Goal};
use crate::measure::{Pairs, cpu, run};
use crate::package::{Package, core};
use crate::workspace::Workspace;
use crate::{Result, output};

const FUNCTIONS: usize = 1_000;
const ROUNDS: usize = 7;
const COLD_ROUNDS: usize = 5;

/// `cargo check` of a thousand migrations against the same functions in an array by hand, as processor time.
///
/// No function sends requests: what the compiler has to do for those is the same for both.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let workspace = Workspace::of_dynamig()?;
    let migrations = Checked::new(&workspace, Form::Migrations)?;
    let by_hand = Checked::new(&workspace, Form::Array)?;
    output::say("measuring cargo check");
    let moved = pairs(ROUNDS, &migrations, &by_hand, Checked::after_a_new_line)?;
    let in_place = pairs(ROUNDS, &migrations, &by_hand, Checked::after_a_changed_line)?;
    let cold = pairs(COLD_ROUNDS, &migrations, &by_hand, Checked::cold)?;
    Ok(vec![
        figure(
            "check_cpu_ms_per_migration",
            &moved,
            Some(Goal::AtMost(1.0)),
            "after a line is added to the first, or taken away again, which moves the others",
        ),
        figure(
            "check_in_place_cpu_ms_per_migration",
            &in_place,
            None,
            "after a line of one is changed, which moves nothing",
        ),
        figure(
            "check_cold_cpu_ms_per_migration",
            &cold,
            None,
            "with the dependencies checked and nothing else",
        ),
    ])
}

fn pairs<'a>(
    rounds: usize,
    migrations: &Checked<'a>,
    by_hand: &Checked<'a>,
    check: fn(&Checked<'a>) -> Result<Duration>,
) -> Result<Pairs> {
    Pairs::measure(rounds, || check(migrations), || check(by_hand))
}

fn figure(name: &'static str, pairs: &Pairs, goal: Option<Goal>, when: &str) -> Figure {
    Figure {
        name,
        value: pairs.difference() / FUNCTIONS as f64,
        unit: "ms",
        goal,
        note: format!(
            "`cargo check` of one file with {FUNCTIONS} migrations, {:.0} ms of processor time, less the same functions \
             in an array by hand, {:.0} ms, {when}; {} rounds",
            pairs.first(),
            pairs.second(),
            pairs.rounds()
        ),
    }
}

/// How the functions are collected.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Migrations,
    Array,
}

/// A package whose only file has all functions.
struct Checked<'a> {
    package: Package<'a>,
    name: &'static str,
    source: String,
    workspace: &'a Workspace,
}

impl<'a> Checked<'a> {
    fn new(workspace: &'a Workspace, form: Form) -> Result<Self> {
        let name = match form {
            Form::Migrations => "check-migrations",
            Form::Array => "check-array",
        };
        let checked = Self {
            package: Package::new(workspace, name, &core(workspace))?,
            name,
            source: source(form),
            workspace,
        };
        checked.package.write("src/lib.rs", &checked.source)?;
        output::say(&format!("checking the dependencies of {name}"));
        run(&mut checked.check())?;
        Ok(checked)
    }

    fn check(&self) -> Command {
        let mut cargo = self.package.cargo();
        cargo.args(["check", "--quiet"]);
        cargo
    }

    /// The edit that moves all functions but the first, to and fro.
    fn after_a_new_line(&self) -> Result<Duration> {
        let first = "    cx.progress(\"number 1\");\n";
        self.after_an_edit(first, &first.repeat(2))
    }

    /// The edit that moves nothing, to and fro.
    fn after_a_changed_line(&self) -> Result<Duration> {
        self.after_an_edit("\"number 7\"", "\"number 8\"")
    }

    fn after_an_edit(&self, from: &str, to: &str) -> Result<Duration> {
        let edited = self.source.replacen(from, to, 1);
        let file = self.package.path("src/lib.rs");
        let is_edited = fs::read_to_string(&file)? == edited;
        fs::write(file, if is_edited { &self.source } else { &edited })?;
        cpu(&mut self.check())
    }

    /// As on a fresh clone: nothing is left of an earlier check of this package.
    fn cold(&self) -> Result<Duration> {
        let start = format!("bench_{}-", self.name.replace('-', "_"));
        for entry in fs::read_dir(self.workspace.target.join("debug/incremental"))? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(&start) {
                fs::remove_dir_all(entry.path())?;
            }
        }
        self.after_a_new_line()
    }
}

fn source(form: Form) -> String {
    let mut text =
        String::from("//! Written by the benchmark.\n\nuse dynamig::{Context, Result};\n\n");
    for number in 1..=FUNCTIONS {
        let attribute = match form {
            Form::Migrations => format!("#[dynamig::migration(version = {number})]\n"),
            Form::Array => String::new(),
        };
        let _infallible = write!(
            text,
            "\n/// Does the work of number {number}.\n{attribute}pub async fn work_{number}(cx: &Context) -> Result<()> {{\n    \
             cx.progress(\"number {number}\");\n    Ok(())\n}}\n"
        );
    }
    if form == Form::Array {
        text.push_str(&array());
    }
    text
}

/// What one would write by hand.
fn array() -> String {
    let mut text = String::from(
        "\n/// A function that returns its future in a box.\npub type Work = for<'a> fn(\n    &'a Context,\n) \
         -> std::pin::Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;\n\n\
         /// All of them, in order.\n",
    );
    let _infallible = writeln!(text, "pub const ALL: [(u64, &str, Work); {FUNCTIONS}] = [");
    for number in 1..=FUNCTIONS {
        let _infallible = writeln!(
            text,
            "    ({number}, \"work_{number}\", |cx| Box::pin(work_{number}(cx))),"
        );
    }
    text.push_str("];\n");
    text
}
