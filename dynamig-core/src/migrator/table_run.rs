use std::sync::{MutexGuard, PoisonError};

use super::bring::Bringing;
use super::{Migrator, RunReport};
use crate::plan::tables::{NoteKind, TablePlan, TableStep};
use crate::table::{Call, Declaration};

/// What became of one declared table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableRun {
    /// Its logical name.
    pub name: String,
    /// What came of it, in a word.
    pub outcome: TableOutcome,
    /// What was done to it, in words and in order; empty where nothing was.
    pub done: Vec<String>,
    /// What is left for `contract`, in words.
    pub held: Vec<String>,
}

/// What came of a declared table, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TableOutcome {
    /// It was made.
    Created,
    /// It was there, and changed.
    Changed,
    /// It was deleted, as declared.
    Deleted,
    /// It was looked at, and there was nothing to do.
    Unchanged,
    /// It is not as declared, and may not be changed here.
    Different,
    /// A newer program has changed it, and nothing of that was turned back.
    Outdated,
    /// Nobody looked at it: the history says that it is as declared, or it was not asked for.
    NotLookedAt,
}

impl TableOutcome {
    /// The outcome in words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Changed => "changed",
            Self::Deleted => "deleted",
            Self::Unchanged => "unchanged",
            Self::Different => "different",
            Self::Outdated => "outdated",
            Self::NotLookedAt => "not looked at",
        }
    }
}

impl Migrator {
    /// What became of the declared tables, by the plan that was made when they were looked at, if they were, and by the
    /// steps that changed them.
    pub(super) fn table_runs(
        &self,
        plan: Option<&TablePlan>,
        taken: &[TableStep],
    ) -> Vec<TableRun> {
        let tables = self.registry.tables().iter();
        tables.map(|table| report(table, plan, taken)).collect()
    }

    /// What is told where nothing was done.
    pub(super) fn idle_report(&self, plan: Option<&TablePlan>) -> RunReport {
        RunReport {
            tables: self.table_runs(plan, &[]),
            ..RunReport::default()
        }
    }
}

impl Bringing<'_> {
    /// The steps that changed something so far.
    pub(super) fn changed(&self) -> MutexGuard<'_, Vec<TableStep>> {
        self.changed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn report(table: &Declaration, plan: Option<&TablePlan>, taken: &[TableStep]) -> TableRun {
    let name = table.name();
    let of = |steps: &[TableStep]| {
        let its = steps.iter().filter(|step| step.table == name);
        its.map(|step| step.detail.clone()).collect()
    };
    TableRun {
        name: name.to_owned(),
        outcome: outcome(name, plan, taken),
        done: of(taken),
        held: plan.map_or_else(Vec::new, |plan| of(&plan.held)),
    }
}

fn outcome(name: &str, plan: Option<&TablePlan>, taken: &[TableStep]) -> TableOutcome {
    let mut taken = taken.iter().filter(|step| step.table == name).peekable();
    if taken.peek().is_some() {
        return match taken.find(|step| matches!(step.call, Call::Create(_) | Call::Delete)) {
            Some(step) if step.call == Call::Delete => TableOutcome::Deleted,
            Some(_) => TableOutcome::Created,
            None => TableOutcome::Changed,
        };
    }
    let Some(plan) = plan else {
        return TableOutcome::NotLookedAt;
    };
    let mut notes = plan.notes.iter().filter(|note| note.table == name);
    if notes.any(|note| note.kind == NoteKind::Outdated) {
        TableOutcome::Outdated
    } else if plan.differences.iter().any(|(table, _)| table == name) {
        TableOutcome::Different
    } else {
        TableOutcome::Unchanged
    }
}
