//! What commands say of declared tables, besides the steps of a plan.

use std::collections::BTreeSet;

use dynamig::Migrator;
use dynamig::plan::tables::{Adoption, Note, NoteKind, TablePlan};
use dynamig::plan::{Hazard, Phase, Plan};
use dynamig::table::{Call, Update};

use crate::exit::Exit;
use crate::output::counted;
use crate::session::Session;

/// How many tables a plan changes.
pub(super) fn touched(plan: &Plan) -> usize {
    let tables = plan.tables.steps.iter().map(|step| &step.table);
    tables.collect::<BTreeSet<_>>().len()
}

/// Whether an index counts as breaking only because nobody has looked at the items.
pub(super) fn has_unchecked_index(plan: &Plan) -> bool {
    let makes_index = |call: &Call| match call {
        Call::Update(update) => matches!(**update, Update::CreateIndex(..)),
        _ => false,
    };
    let mut steps = plan.tables.steps.iter();
    steps.any(|step| {
        let is_unchecked = step.hazard == Hazard::Breaking && step.items.is_none();
        // `contract` looks at no items.
        is_unchecked && step.phase != Phase::Contract && makes_index(&step.call)
    })
}

/// Whether `up` has to wait for a table, be there something else to do or not.
pub(super) fn settling(plan: &Plan) -> bool {
    let mut tables = plan.tables.ownership.keys();
    tables.any(|table| plan.tables.is_settling(table))
}

/// What is to be said of declared tables where nothing is to be done to them.
pub(super) fn looked_at(migrator: &Migrator, plan: &Plan) -> String {
    let count = migrator.registry().tables().len();
    let (is, was) = if count == 1 {
        ("is", "was")
    } else {
        ("are", "were")
    };
    let tables = counted(count, "table");
    if count == 0 {
        String::new()
    } else if !tables_agree(plan) {
        format!(", {tables} {was} looked at")
    } else if settling(plan) {
        format!(", {tables} {is} as declared but for what is still changing")
    } else if plan.tables.held.is_empty() {
        format!(", {tables} {is} as declared")
    } else {
        format!(", {tables} {is} as declared but for what is held")
    }
}

/// Tells what a look found that the state of a table does not say: notes, and what to do about a refusal.
pub(super) fn tell_notes(session: &Session, tables: &TablePlan) {
    let shell = session.shell();
    let is_stated = |note: &&Note| match note.kind {
        NoteKind::Outdated | NoteKind::Released => true,
        NoteKind::Changing => tables.is_settling(&note.table),
        _ => false,
    };
    for note in tables.notes.iter().filter(|note| !is_stated(note)) {
        shell.say(&format!("table `{}`: {}", note.table, note.message));
    }
    for refusal in &tables.refusals {
        shell.warning(&refusal.message, Some(&refusal.hint));
    }
}

/// Whether nothing of the tables has to be decided by a person.
fn tables_agree(plan: &Plan) -> bool {
    let tables = &plan.tables;
    let outdated = |note: &Note| note.kind == NoteKind::Outdated;
    tables.refusals.is_empty()
        && tables.differences.is_empty()
        && !tables.notes.iter().any(outdated)
}

/// The same where nobody looked.
pub(super) fn not_looked_at(migrator: &Migrator) -> String {
    let count = migrator.registry().tables().len();
    let verb = if count == 1 { "was" } else { "were" };
    match count {
        0 => String::new(),
        _ => format!("; {} {verb} not looked at", counted(count, "table")),
    }
}

/// Tells in what adopted tables differ, which ones were managed before, and which cannot be adopted.
pub(super) fn tell_adoption(session: &Session, adoption: &Adoption) -> Exit {
    let shell = session.shell();
    let Adoption {
        adopted, managed, ..
    } = adoption;
    for table in managed {
        shell.say(&format!("table `{table}` is managed already"));
    }
    for table in &adoption.absent {
        shell.say(&format!("table `{table}` is not there: `up` creates it"));
    }
    for step in &adoption.plan.steps {
        let (table, detail) = (&step.table, &step.detail);
        if adopted.contains(table) {
            shell.say(&format!("table `{table}` differs, for `up`: {detail}"));
        }
    }
    for step in &adoption.plan.held {
        let (table, detail) = (&step.table, &step.detail);
        if adopted.contains(table) {
            shell.say(&format!("table `{table}` differs, held: {detail}"));
        }
    }
    for refusal in &adoption.plan.refusals {
        shell.warning(&refusal.message, Some(&refusal.hint));
    }
    match adoption.plan.refusals.is_empty() {
        true => Exit::DONE,
        false => Exit::DRIFT,
    }
}

/// When a plan's notes are told.
pub(super) enum Told<'a> {
    /// As the tables are now.
    Now,
    /// After a run, which has waited for what was changing, and has told of the tables that it released.
    AfterRun {
        /// Those tables.
        released: &'a [String],
    },
}

impl Told<'_> {
    /// Whether a note still has something to say.
    fn holds(&self, note: &Note) -> bool {
        match (self, note.kind) {
            (Self::AfterRun { .. }, NoteKind::Changing) => false,
            (Self::AfterRun { released }, NoteKind::Released) => !released.contains(&note.table),
            _ => true,
        }
    }
}

/// Tells what is known of tables besides the steps, and whether any of it has to be decided.
pub(super) fn tell(session: &Session, plan: &Plan, told: Told<'_>) -> Exit {
    let shell = session.shell();
    for note in plan.tables.notes.iter().filter(|note| told.holds(note)) {
        shell.say(&format!("table `{}`: {}", note.table, note.message));
    }
    for (table, difference) in &plan.tables.differences {
        shell.say(&format!("table `{table}` differs: {difference}"));
    }
    for held in &plan.tables.held {
        shell.say(&format!("held: table `{}`: {}", held.table, held.detail));
    }
    for refusal in &plan.tables.refusals {
        shell.warning(&refusal.message, Some(&refusal.hint));
    }
    match tables_agree(plan) {
        true => Exit::DONE,
        false => Exit::DRIFT,
    }
}
