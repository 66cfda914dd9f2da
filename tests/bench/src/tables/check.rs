use super::structs::{self, FIELD, FIELD_AND_ANOTHER, Form, STRUCTS};
use crate::checked::{Checked, Edit};
use crate::figure::{Figure, Goal};
use crate::measure::Pairs;
use crate::package::core;
use crate::workspace::Workspace;
use crate::{Result, output};

const ROUNDS: usize = 9;
const COLD_ROUNDS: usize = 9;

/// `cargo check` of two hundred tables against the same structs without them, as processor time.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let workspace = Workspace::of_dynamig()?;
    let tables = checked(&workspace, Form::Tables)?;
    let plain = checked(&workspace, Form::Plain)?;
    output::say("measuring cargo check of tables");
    let edited = Pairs::measure(ROUNDS, || tables.after_an_edit(), || plain.after_an_edit())?;
    let cold = Pairs::measure(COLD_ROUNDS, || tables.cold(), || plain.cold())?;
    Ok(vec![
        figure(
            "check_cpu_ms_per_table",
            &edited,
            Some(Goal::AtMost(2.0)),
            "after a field is added to the first or taken away again",
        ),
        figure(
            "check_cold_cpu_ms_per_table",
            &cold,
            None,
            "with the dependencies checked and nothing else",
        ),
    ])
}

fn checked<'a>(workspace: &'a Workspace, form: Form) -> Result<Checked<'a>> {
    let name = match form {
        Form::Tables => "check-tables",
        Form::Plain => "check-structs",
    };
    let dependencies = format!(
        "{}serde = {{ version = \"1\", features = [\"derive\"] }}\n",
        core(workspace)
    );
    let edit = Edit {
        line: FIELD,
        edited: FIELD_AND_ANOTHER.to_owned(),
    };
    Checked::new(workspace, name, &dependencies, structs::files(form), edit)
}

fn figure(name: &'static str, pairs: &Pairs, goal: Option<Goal>, when: &str) -> Figure {
    Figure {
        name,
        value: pairs.difference() / STRUCTS as f64,
        unit: "ms",
        goal,
        note: format!(
            "`cargo check` of {STRUCTS} tables on structs with serde's derives, each with an index, a stream and a time to \
             live in a file of its own, {:.0} ms of processor time, less the same structs without the tables, {:.0} ms, \
             {when}; {} rounds",
            pairs.first(),
            pairs.second(),
            pairs.rounds()
        ),
    }
}
