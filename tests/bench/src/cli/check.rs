use std::time::Duration;

use super::functions::{self, FIRST_LINE, FUNCTIONS, Form, Layout};
use crate::checked::{Checked, Edit};
use crate::figure::{Figure, Goal};
use crate::measure::Pairs;
use crate::package::core;
use crate::workspace::Workspace;
use crate::{Result, output};

const ROUNDS: usize = 7;
const COLD_ROUNDS: usize = 5;

/// `cargo check` of a thousand migrations against the same functions in an array by hand, as processor time.
///
/// No function sends requests: what the compiler has to do for those is the same for both.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let workspace = Workspace::of_dynamig()?;
    let own_files = Compared::new(&workspace, Layout::OwnFiles)?;
    let one_file = Compared::new(&workspace, Layout::OneFile)?;
    output::say("measuring cargo check");
    let edited = own_files.measure(ROUNDS, Checked::after_an_edit)?;
    let moved = one_file.measure(ROUNDS, Checked::after_an_edit)?;
    let cold = own_files.measure(COLD_ROUNDS, Checked::cold)?;
    Ok(vec![
        figure(
            "check_cpu_ms_per_migration",
            &edited,
            Some(Goal::AtMost(1.0)),
            "each in a file of its own as `new` lays them out, after a line is added to the first or taken away again",
        ),
        figure(
            "check_one_file_cpu_ms_per_migration",
            &moved,
            None,
            "all in one file, after the same edit, which moves the others",
        ),
        figure(
            "check_cold_cpu_ms_per_migration",
            &cold,
            None,
            "each in a file of its own, with the dependencies checked and nothing else",
        ),
    ])
}

fn figure(name: &'static str, pairs: &Pairs, goal: Option<Goal>, when: &str) -> Figure {
    Figure {
        name,
        value: pairs.difference() / FUNCTIONS as f64,
        unit: "ms",
        goal,
        note: format!(
            "`cargo check` of {FUNCTIONS} migrations, {:.0} ms of processor time, less the same functions in an array by \
             hand, {:.0} ms, {when}; {} rounds",
            pairs.first(),
            pairs.second(),
            pairs.rounds()
        ),
    }
}

/// The same functions in two packages.
struct Compared<'a> {
    migrations: Checked<'a>,
    by_hand: Checked<'a>,
}

impl<'a> Compared<'a> {
    fn new(workspace: &'a Workspace, layout: Layout) -> Result<Self> {
        Ok(Self {
            migrations: checked(workspace, layout, Form::Migrations)?,
            by_hand: checked(workspace, layout, Form::Array)?,
        })
    }

    fn measure(&self, rounds: usize, check: fn(&Checked<'a>) -> Result<Duration>) -> Result<Pairs> {
        Pairs::measure(rounds, || check(&self.migrations), || check(&self.by_hand))
    }
}

fn checked(workspace: &Workspace, layout: Layout, form: Form) -> Result<Checked<'_>> {
    let layout_name = match layout {
        Layout::OwnFiles => "files",
        Layout::OneFile => "file",
    };
    let form_name = match form {
        Form::Migrations => "migrations",
        Form::Array => "array",
    };
    let name = format!("check-{layout_name}-{form_name}");
    let edit = Edit {
        line: FIRST_LINE,
        edited: FIRST_LINE.repeat(2),
    };
    let files = functions::files(layout, form);
    Checked::new(workspace, &name, &core(workspace), files, edit)
}
