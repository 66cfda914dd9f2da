use serde::Serialize;

use super::Warning;
use super::tables::TablePlan;
use crate::estimate::Forecast;
use crate::history::Command;
use crate::migration::{Items, Migration, MigrationId, Writing};

/// What is to be done, in order, and what a person should know.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Plan {
    /// The steps, in the order in which they are taken.
    pub steps: Vec<Step>,
    /// What is done to declared tables: before the migrations, save what waits for them.
    #[serde(skip)]
    pub tables: TablePlan,
    /// What stops nothing, but should be looked at.
    pub warnings: Vec<Warning>,
    /// The selected migrations that are left to a newer program, which was running them when it was last heard of: who
    /// holds the lock may be at it, and is waited for.
    #[serde(skip)]
    pub awaited: Vec<MigrationId>,
    /// The selected item migrations that are left to whoever runs those: see [`ItemRuns`](super::ItemRuns).
    #[serde(skip)]
    pub left: Vec<MigrationId>,
    /// The selected item migrations that a person has paused: they go on once they are resumed.
    #[serde(skip)]
    pub paused: Vec<MigrationId>,
}

/// One thing that is done: one function that runs, or one row that changes.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Step {
    /// Its number in the plan, from 1.
    pub n: usize,
    /// The part of the plan that it belongs to.
    pub phase: Phase,
    /// What can go wrong by it.
    pub hazard: Hazard,
    /// What is done.
    pub action: Action,
    /// The migration that it is done to; linked, with its functions.
    pub migration: Option<Migration>,
    /// The migration's id.
    pub id: MigrationId,
    /// Whether a migration with a higher version was applied before: a merged branch brought it.
    pub late: bool,
    /// Whether its function was started before and did not end, or failed.
    pub rerun: bool,
    /// Why it is done, or what is special about it.
    pub note: Option<String>,
    /// The numbers of the earlier steps that it needs.
    pub needs: Vec<usize>,
    /// What it will cost, where it runs an item migration and somebody looked.
    pub estimate: Option<Forecast>,
}

impl Step {
    /// The item migration whose function is run over a table, where the step does that.
    pub(crate) fn items(&self) -> Option<&Items> {
        match self.action {
            Action::Apply | Action::Revert => self.migration.as_ref()?.items(),
            _ => None,
        }
    }
}

/// The part of a plan that a step belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Protection and capacity that the rest relies on.
    Prepare,
    /// What tables gain.
    Expand,
    /// Migrations.
    Migrate,
    /// What tables lose, in a command of its own.
    Contract,
    /// What tables must lose before they can gain.
    NeedsRoom,
}

/// What can go wrong by a step.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Hazard {
    /// Nothing beyond what the migration itself does.
    Safe,
    /// It takes long.
    Slow,
    /// It costs money.
    Costly,
    /// It may break writers or readers. Needs consent.
    Breaking,
    /// It loses data, or may. Needs consent.
    Destructive,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Runs the migration's function.
    Apply,
    /// Runs the migration's down.
    Revert,
    /// Records that the migration is not meant for this environment.
    Skip(SkipReason),
    /// Takes the mark of a skipped migration back: it is pending again. Runs nothing.
    Unskip,
    /// Records the fingerprint and the raised revision of an edited migration. Runs nothing.
    Accept,
    /// Moves the row that is under the migration's former id to today's. The row keeps the former id, by which a program
    /// that still has it knows the row again. Runs nothing.
    Rename {
        /// The former id.
        from: MigrationId,
    },
}

/// Why a migration is recorded as skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// It is meant for other environments.
    OtherEnvironment,
    /// It makes no sense in a fresh environment.
    Fresh,
}

impl Action {
    /// The action's name in JSON.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Apply => "apply",
            Self::Revert => "revert",
            Self::Skip(_) => "skip",
            Self::Unskip => "unskip",
            Self::Accept => "accept",
            Self::Rename { .. } => "rename",
        }
    }

    /// The changes of the migration's row that the action makes when all goes well, in order.
    #[must_use]
    pub fn commands(&self) -> &'static [Command] {
        match self {
            Self::Apply => &[Command::Start, Command::Finish],
            Self::Revert => &[Command::StartDown, Command::FinishDown],
            Self::Skip(_) => &[Command::Skip],
            Self::Unskip => &[Command::FinishDown],
            Self::Accept | Self::Rename { .. } => &[Command::Accept],
        }
    }
}

impl SkipReason {
    /// The reason as the row's note tells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OtherEnvironment => "other environment",
            Self::Fresh => "fresh environment",
        }
    }
}

impl Plan {
    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.tables.is_empty()
    }

    /// The worst hazard of its steps.
    #[must_use]
    pub fn hazard(&self) -> Hazard {
        let hazards = self.steps.iter().map(|step| step.hazard);
        hazards.fold(self.tables.hazard(), Hazard::max)
    }

    /// Adds another plan's steps, which are taken after these. Its warnings replace these: it saw what these leave.
    pub(super) fn then(mut self, next: Self) -> Self {
        let before = self.steps.len();
        for mut step in next.steps {
            let same = |earlier: &&Step| earlier.id == step.id;
            let mut needs: Vec<_> = self.steps[..before]
                .iter()
                .filter(same)
                .map(|s| s.n)
                .collect();
            needs.extend(step.needs.iter().map(|n| n + before));
            step.n += before;
            step.needs = needs;
            self.steps.push(step);
        }
        self.warnings = next.warnings;
        self
    }

    /// Adds a step that concerns a migration, safe and unremarkable.
    pub(super) fn push(&mut self, migration: &Migration, action: Action) -> &mut Step {
        let needed = |step: &&Step| step.is_needed_by(migration, &action);
        let needs = self
            .steps
            .iter()
            .filter(needed)
            .map(|step| step.n)
            .collect();
        let n = self.steps.len() + 1;
        self.steps.push(Step {
            n,
            phase: Phase::Migrate,
            hazard: Hazard::Safe,
            action,
            migration: Some(migration.clone()),
            id: migration.id().clone(),
            late: false,
            rerun: false,
            note: None,
            needs,
            estimate: None,
        });
        &mut self.steps[n - 1]
    }
}

impl Step {
    /// The same with its number in a plan that has steps of tables too.
    pub(super) fn numbered(&self, n: usize) -> Self {
        let before = n - self.n;
        Self {
            n,
            needs: self.needs.iter().map(|needed| needed + before).collect(),
            ..self.clone()
        }
    }

    /// Whether an action on a migration has to wait for this step: what is undone waits for what depends on it, and
    /// what is done for what it depends on.
    fn is_needed_by(&self, migration: &Migration, action: &Action) -> bool {
        match (&self.migration, action) {
            _ if self.id == *migration.id() => true,
            (Some(earlier), Action::Revert | Action::Unskip) => earlier.needs(migration.id()),
            (Some(earlier), _) => migration.needs(earlier.id()),
            (None, _) => false,
        }
    }
}

impl Step {
    /// Whether it is an item migration that writes nothing before its function has run for every item.
    #[must_use]
    pub fn is_deferred(&self) -> bool {
        let options = self.migration.as_ref().and_then(Migration::item_options);
        options.is_some_and(|options| options.writing == Writing::Deferred)
    }
}
