use std::collections::BTreeSet;

use super::range::Range;
use super::refuse::{interrupted_elsewhere, lacking, lacks, refuse_rerun, refuse_suspects};
use super::skip::{explain, skip_reason};
use super::{
    Action, Is, ItemRuns, Plan, Selection, SkipReason, Standing, Target, Warning, WarningKind,
    warned_tables, warnings,
};
use crate::error::Error;
use crate::history::{History, MigrationRow, Status};
use crate::migration::{Kind, Migration, MigrationId};
use crate::registry::Registry;

/// What `up` does: every selected pending migration once, in version order.
///
/// - A migration is pending where it has no settled row. One that is below the highest applied version is marked late.
/// - A migration that was running when its process died, or that failed, runs again from its start.
/// - A migration whose dependency cannot be run is left out, with a warning; asked for by name it is an error.
/// - A raised revision is recorded, and a row is moved to its migration's new id, where the selection reaches it.
/// - In a fresh environment, what makes no sense there is recorded as skipped first, whatever is selected.
/// - Rows that are not linked, or not understood, are left alone, with a warning; so is what a newer revision of a
///   migration has begun and not finished.
///
/// # Errors
/// - [`Renamed`](crate::Code::Renamed) where an unlinked row looks like a linked migration's.
/// - [`ManualDecision`](crate::Code::ManualDecision) where a selected migration was interrupted and declares
///   `on_interrupt = manual`, and [`EditedWhileRunning`](crate::Code::EditedWhileRunning) where it was edited meanwhile.
///   Without the lock, that process may well be alive: wait for the lock and ask again.
/// - [`DependencyNotApplied`](crate::Code::DependencyNotApplied) where the one that was asked for cannot be run.
/// - [`UnknownMigration`](crate::Code::UnknownMigration) for a selection that names none.
pub fn up(
    registry: &Registry,
    history: &History,
    target: &Target,
    selection: &Selection,
) -> Result<Plan, Error> {
    let standings = Standing::all(registry, history);
    refuse_suspects(&standings)?;
    let range = Range::of(registry, selection)?;
    let mut up = Up {
        target,
        history,
        range,
        satisfied: settled(&standings),
        highest: highest_applied(history),
        runs: 0,
        plan: Plan {
            tables: super::tables::TablePlan::default(),
            steps: Vec::new(),
            warnings: [
                warnings(registry, history, &standings),
                warned_tables(registry.tables()),
            ]
            .concat(),
            awaited: Vec::new(),
            left: Vec::new(),
            paused: Vec::new(),
        },
    };
    for standing in &standings {
        up.skip_where_fresh(standing);
    }
    for standing in standings.iter().filter(|standing| range.contains(standing)) {
        if range.is_used_up(up.runs) {
            break;
        }
        up.visit(standing)?;
    }
    Ok(up.plan)
}

/// A plan in the making.
struct Up<'a> {
    target: &'a Target,
    history: &'a History,
    range: Range<'a>,
    /// What dependants may rely on by the time that the next step is taken.
    satisfied: BTreeSet<&'a MigrationId>,
    highest: Option<u64>,
    /// How many functions will run.
    runs: usize,
    plan: Plan,
}

impl<'a> Up<'a> {
    /// Records what makes no sense in a fresh environment before anything runs, whatever is selected: later the
    /// environment is no longer fresh, and it would run.
    fn skip_where_fresh(&mut self, standing: &Standing<'a>) {
        let migration = standing.migration;
        let reason = skip_reason(migration, self.history, self.target);
        if standing.is == Is::Pending && reason == Some(SkipReason::Fresh) {
            self.skip(migration, SkipReason::Fresh);
        }
    }

    fn skip(&mut self, migration: &'a Migration, reason: SkipReason) {
        let step = self.plan.push(migration, Action::Skip(reason));
        step.note = Some(explain(reason, migration, self.target));
        self.satisfied.insert(migration.id());
    }

    fn visit(&mut self, standing: &Standing<'a>) -> Result<(), Error> {
        let migration = standing.migration;
        if let Some(from) = standing.former()
            && standing.is != Is::Held
        {
            let from = from.clone();
            let note = format!("recorded as {from}");
            self.plan.push(migration, Action::Rename { from }).note = Some(note);
        }
        match (standing.is, standing.row) {
            (Is::Settled, Some(row)) => self.settled(standing, row),
            (Is::Pending | Is::Interrupted, _) => self.pending(standing)?,
            (Is::Held, Some(row)) if row.status == Status::Running => {
                self.plan.awaited.push(migration.id().clone());
            }
            (Is::Held, Some(row)) if row.status == Status::Paused && !row.is_newer() => {
                self.plan.paused.push(migration.id().clone());
            }
            // A held one has its warning; suspects were refused; a settled one has a row.
            (Is::Held | Is::Suspect | Is::Settled, _) => {}
        }
        Ok(())
    }

    fn settled(&mut self, standing: &Standing<'a>, row: &MigrationRow) {
        let migration = standing.migration;
        let (linked, recorded) = (migration.revision(), row.revision);
        if linked > recorded && standing.moved_to().is_none() {
            let note = format!("revision {linked} instead of {recorded}");
            self.plan.push(migration, Action::Accept).note = Some(note);
        } else if matches!(self.range, Range::Only(_)) {
            let id = migration.id();
            self.plan.warnings.push(Warning {
                kind: WarningKind::Settled,
                migrations: vec![id.clone()],
                message: format!("migration {id} is {} already", row.status),
                hint: format!("`redo {id}` runs it again"),
            });
        }
    }

    fn pending(&mut self, standing: &Standing<'a>) -> Result<(), Error> {
        let migration = standing.migration;
        if let Some(reason) = skip_reason(migration, self.history, self.target) {
            if let (Is::Interrupted, Some(row)) = (standing.is, standing.row) {
                return Err(interrupted_elsewhere(migration, row));
            }
            // Those of a fresh environment were recorded first.
            if reason != SkipReason::Fresh {
                self.skip(migration, reason);
            }
            return Ok(());
        }
        let missing = missing(migration, &self.satisfied);
        if !missing.is_empty() {
            return self.without(migration, &missing);
        }
        if self.target.items == ItemRuns::Leave && migration.kind() == Kind::Items {
            self.plan.left.push(migration.id().clone());
            return Ok(());
        }
        refuse_rerun(standing)?;
        let late = self.highest > Some(migration.id().version());
        self.runs += 1;
        let step = self.plan.push(migration, Action::Apply);
        step.late = late;
        if let (Is::Interrupted, Some(row)) = (standing.is, standing.row) {
            step.rerun = true;
            let (status, attempt) = (&row.status, row.attempts + 1);
            step.note = Some(match migration.kind() {
                Kind::Once => format!("{status} before; attempt {attempt}, from its start"),
                Kind::Items => format!("{status} before; goes on from its checkpoints"),
            });
        }
        self.satisfied.insert(migration.id());
        Ok(())
    }

    /// A migration whose dependencies are not there: an error where it was asked for, else left out with a warning.
    fn without(&mut self, migration: &Migration, missing: &[&str]) -> Result<(), Error> {
        let id = migration.id();
        if let Range::Only(_) = self.range {
            return Err(lacking(id, missing));
        }
        self.plan.warnings.push(Warning {
            kind: WarningKind::Blocked,
            migrations: vec![id.clone()],
            message: lacks(id, missing),
            hint: "it runs once they are applied".to_owned(),
        });
        Ok(())
    }
}

/// The migrations that their dependants may rely on.
pub(super) fn settled<'a>(standings: &[Standing<'a>]) -> BTreeSet<&'a MigrationId> {
    let settled = standings
        .iter()
        .filter(|standing| standing.is == Is::Settled);
    settled.map(|standing| standing.migration.id()).collect()
}

/// The highest version whose function ran here, or counts as if it had.
pub(crate) fn highest_applied(history: &History) -> Option<u64> {
    let ran = |row: &&MigrationRow| matches!(row.status, Status::Applied | Status::Baselined);
    let versions = history.rows.iter().filter(ran).map(|row| row.id.version());
    versions.max()
}

/// The dependencies that are not among these ids.
pub(crate) fn missing<'a>(
    migration: &'a Migration,
    satisfied: &BTreeSet<&MigrationId>,
) -> Vec<&'a str> {
    let there = |text: &&String| {
        let id = text.parse::<MigrationId>();
        id.is_ok_and(|id| satisfied.contains(&id))
    };
    let texts = migration.depends_on().iter();
    texts
        .filter(|text| !there(text))
        .map(String::as_str)
        .collect()
}
