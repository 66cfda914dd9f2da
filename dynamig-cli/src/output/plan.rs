use dynamig::plan::tables::TableStep;
use dynamig::plan::{Hazard, Plan, Row, RowKind, Step};

use super::columns::{Columns, Tone};
use super::estimate::estimate_lines;

/// A plan as a table for people, and below it what its item migrations will cost.
pub(crate) fn plan_lines(plan: &Plan, has_colour: bool) -> String {
    let which = match plan.tables.steps.is_empty() {
        true => "MIGRATION",
        false => "WHICH",
    };
    let mut columns = Columns::new(&["STEP", "ACTION", which, "HAZARD", "TOUCHES", "WHAT"]);
    for row in plan.rows() {
        columns.row(Tone::Quiet, cells(&row));
    }
    let estimates = estimate_lines(plan);
    let gap = if estimates.is_empty() { "" } else { "\n" };
    columns.text(has_colour) + gap + &estimates
}

/// Its number, what is done, to what, what can go wrong, which tables it touches, and what it is.
pub(super) fn cells(row: &Row) -> [String; 6] {
    let n = row.n.to_string();
    match &row.kind {
        RowKind::Migration(step) => [
            n,
            step.action.as_str().to_owned(),
            step.id.to_string(),
            hazard(step.hazard).to_owned(),
            touches(step),
            what(step),
        ],
        RowKind::Table(step) => [
            n,
            step.action().to_owned(),
            format!("table {}", step.table),
            hazard(step.hazard).to_owned(),
            step.table.clone(),
            change(step),
        ],
    }
}

/// What is changed, of a new table what it is made with, what it spends of what AWS grants only so often, and what was found of the items.
fn change(step: &TableStep) -> String {
    let spends = step.spends.iter().map(|spending| format!("; {spending}"));
    let found = step.items.iter().map(|found| format!("; {found}"));
    let as_of_now = step.items.iter().filter(|_| !step.waits_for.is_empty());
    let as_of_now = as_of_now.map(|_| "; the migrations before it may change that".to_owned());
    let made = match step.made().as_slice() {
        [] => None,
        made => Some(format!(": {}", made.join("; "))),
    };
    let more = made.into_iter().chain(spends).chain(found).chain(as_of_now);
    step.detail.clone() + &more.collect::<String>()
}

/// Nothing of what is safe: the eye should rest on the rest.
pub(super) fn hazard(hazard: Hazard) -> &'static str {
    match hazard {
        Hazard::Safe => "",
        Hazard::Slow => "slow",
        Hazard::Costly => "costly",
        Hazard::Breaking => "breaking",
        Hazard::Destructive => "destructive",
    }
}

fn touches(step: &Step) -> String {
    let migration = step.migration.as_ref();
    let known = migration.and_then(|migration| migration.known_tables());
    match known.as_deref() {
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
    let deferred = step.is_deferred().then_some(
        "deferred: nothing is written before its function has run for every item, and what changes waits on the disk",
    );
    let parts = [late, deferred, step.note.as_deref(), Some(description)];
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("; ")
}
