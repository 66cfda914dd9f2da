use std::collections::BTreeSet;

use serde::Serialize;

use super::{MigrationReport, State, TableReport, TableSummary};
use crate::history::History;
use crate::migration::MigrationId;
use crate::plan::{
    Is, Standing, Target, Warning, highest_applied, missing, skip_reason, unlinked, warnings,
};
use crate::registry::Registry;

/// Where everything stands. Its form in JSON is a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// How many stand where.
    pub summary: Summary,
    /// Every migration that is linked or recorded, in version order.
    pub migrations: Vec<MigrationReport>,
    /// Every table that is declared or recorded, by name. Empty where neither was looked at.
    pub tables: Vec<TableReport>,
    /// What should be looked at.
    pub warnings: Vec<Warning>,
}

/// How many migrations and tables stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Summary {
    /// Linked.
    pub known: usize,
    /// Waiting for `up`: never run, or undone.
    pub pending: usize,
    /// Of the pending, those that `up` cannot run.
    pub blocked: usize,
    /// Of all that `up` has to run, those below an applied version.
    pub late: usize,
    /// Started, and not seen to end.
    pub running: usize,
    /// Failed.
    pub failed: usize,
    /// Applied, or edited since.
    pub applied: usize,
    /// Of the applied, those edited since.
    pub edited: usize,
    /// Recorded as applied without running.
    pub baselined: usize,
    /// Recorded as not meant for this environment.
    pub skipped: usize,
    /// Paused, cancelled, or half undone: item migrations only.
    pub suspended: usize,
    /// Recorded, but not linked or not understood.
    pub unknown: usize,
    /// How many tables stand where.
    pub tables: TableSummary,
}

impl Summary {
    pub(super) fn of(known: usize, migrations: &[MigrationReport]) -> Self {
        let count = |states: &[State]| {
            let counted = migrations.iter().filter(|one| states.contains(&one.state));
            counted.count()
        };
        Self {
            known,
            pending: count(&[State::Pending, State::Reverted, State::Blocked]),
            blocked: count(&[State::Blocked]),
            late: migrations.iter().filter(|one| one.late).count(),
            running: count(&[State::Running]),
            failed: count(&[State::Failed]),
            applied: count(&[State::Applied, State::Edited]),
            edited: count(&[State::Edited]),
            baselined: count(&[State::Baselined]),
            skipped: count(&[State::Skipped]),
            suspended: count(&[State::Paused, State::Cancelled, State::Reverting]),
            unknown: count(&[State::Unknown]),
            tables: TableSummary::default(),
        }
    }

    pub(super) fn with_tables(self, tables: &[TableReport]) -> Self {
        Self {
            tables: TableSummary::of(tables),
            ..self
        }
    }
}

impl Report {
    /// The same with where every table stands.
    #[must_use]
    pub fn with_tables(mut self, tables: Vec<TableReport>) -> Self {
        self.summary = self.summary.with_tables(&tables);
        self.tables = tables;
        self
    }
}

/// Where every linked and every recorded migration stands. Reads nothing but its arguments.
#[must_use]
pub fn states(registry: &Registry, history: &History, target: &Target) -> Report {
    let standings = Standing::all(registry, history);
    let highest = highest_applied(history);
    let mut reached: BTreeSet<&MigrationId> = BTreeSet::new();
    let mut migrations = Vec::new();
    for standing in &standings {
        let migration = standing.migration;
        let is_free = standing.is == Is::Settled
            || skip_reason(migration, history, target).is_some()
            || missing(migration, &reached).is_empty();
        let state = match State::of(standing) {
            State::Pending | State::Reverted if !is_free => State::Blocked,
            state => state,
        };
        if is_free && (standing.is == Is::Settled || standing.is_pending()) {
            reached.insert(migration.id());
        }
        let own = standing.row.filter(|_| standing.is != Is::Suspect);
        let mut report = MigrationReport::linked(migration, own, state);
        report.late = standing.is_pending() && highest > Some(migration.id().version());
        migrations.push(report);
    }
    let strange = unlinked(history, &standings);
    let unknown = |row| MigrationReport::unlinked(row, State::Unknown);
    migrations.extend(strange.into_iter().map(unknown));
    migrations.sort_by(|one, other| (one.version, &one.name).cmp(&(other.version, &other.name)));
    Report {
        summary: Summary::of(registry.all().len(), &migrations),
        migrations,
        tables: Vec::new(),
        warnings: warnings(registry, history, &standings),
    }
}
