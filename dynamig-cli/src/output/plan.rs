use dynamig::plan::{Hazard, Plan, Step};

use super::columns::{Columns, Tone};

/// A plan as a table for people.
pub(crate) fn plan_lines(plan: &Plan, has_colour: bool) -> String {
    let mut columns = Columns::new(&["STEP", "ACTION", "MIGRATION", "HAZARD", "TOUCHES", "WHAT"]);
    for step in &plan.steps {
        let cells = [
            step.action.as_str().to_owned(),
            step.id.to_string(),
            hazard(step).to_owned(),
            touches(step),
            what(step),
        ];
        let [action, id, hazard, touches, what] = cells;
        columns.row(
            Tone::Quiet,
            [step.n.to_string(), action, id, hazard, touches, what],
        );
    }
    columns.text(has_colour)
}

/// A plan as a table in markdown, for a pull request.
pub(crate) fn plan_markdown(plan: &Plan) -> String {
    if plan.is_empty() {
        return "Nothing to do.\n".to_owned();
    }
    let mut text =
        "| step | action | migration | hazard | touches | what |\n|---|---|---|---|---|---|\n"
            .to_owned();
    for step in &plan.steps {
        let hazard = if hazard(step).is_empty() {
            "safe"
        } else {
            hazard(step)
        };
        text.push_str(&super::markdown::row(&[
            &step.n.to_string(),
            step.action.as_str(),
            &format!("`{}`", step.id),
            hazard,
            &touches(step),
            &what(step),
        ]));
    }
    text
}

/// Nothing of what is safe: the eye should rest on the rest.
fn hazard(step: &Step) -> &'static str {
    match step.hazard {
        Hazard::Safe => "",
        Hazard::Slow => "slow",
        Hazard::Costly => "costly",
        Hazard::Breaking => "breaking",
        Hazard::Destructive => "destructive",
    }
}

fn touches(step: &Step) -> String {
    match step
        .migration
        .as_ref()
        .and_then(|migration| migration.touches())
    {
        Some([]) => "nothing".to_owned(),
        Some(tables) => tables.join(", "),
        None => "not declared".to_owned(),
    }
}

fn what(step: &Step) -> String {
    let description = step
        .migration
        .as_ref()
        .map_or("", |migration| migration.description());
    let late = step.late.then_some("late");
    let parts = [late, step.note.as_deref(), Some(description)];
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("; ")
}
