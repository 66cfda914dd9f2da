use std::collections::{BTreeMap, BTreeSet};

use super::{Ownership, Spending};
use crate::error::{Code, Error};
use crate::item_check::ItemCheck;
use crate::migration::MigrationId;
use crate::plan::{Hazard, Phase};
use crate::table::Call;
use crate::table::diff::Difference;

/// What is to be done to tables, in order, and what a person should know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TablePlan {
    /// The steps: by phase, then by table; those of one table are taken one after the other, each when what the one
    /// before began has settled.
    pub steps: Vec<TableStep>,
    /// What waits for `contract`: its steps, were it run now.
    pub held: Vec<TableStep>,
    /// What dynamig is to each declared table, by its name. Empty where nobody looked.
    pub ownership: BTreeMap<String, Ownership>,
    /// The declared tables of which something is to be recorded, whatever is to be done to them.
    pub unrecorded: BTreeSet<String>,
    /// In what tables differ that may not be changed, each with its table's name.
    pub differences: Vec<(String, Difference)>,
    /// What should be known.
    pub notes: Vec<Note>,
    /// Why tables are left as they are. A plan with one of these is refused, exit 4.
    pub refusals: Vec<Refusal>,
}

/// One call to a table, and its wait.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct TableStep {
    /// The table's logical name.
    pub table: String,
    /// The call.
    pub call: Call,
    /// The part of the plan that it belongs to.
    pub phase: Phase,
    /// What can go wrong by it.
    pub hazard: Hazard,
    /// What it changes, in words.
    pub detail: String,
    /// The migrations that have to be applied before.
    pub waits_for: Vec<MigrationId>,
    /// What it spends of the budgets that AWS grants the table. Told anew whenever it is planned, and not saved.
    #[serde(skip)]
    pub spends: Vec<Spending>,
    /// What was found of the items of the table, where the step makes an index and they were looked at. Not saved.
    #[serde(skip)]
    pub items: Option<ItemCheck>,
}

/// Something about a table that stops nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// The table's logical name.
    pub table: String,
    /// What kind of thing it is.
    pub kind: NoteKind,
    /// A sentence, in lower case without a final stop.
    pub message: String,
}

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NoteKind {
    /// What is there and not declared, and therefore left alone.
    Undeclared,
    /// Declared properties that the engine lacks.
    Skipped,
    /// Declared properties that were not looked at.
    Unlooked,
    /// What dynamig sees and never plans.
    Preserved,
    /// The declaration is an older program's.
    Outdated,
    /// The table is managed and no longer declared.
    Released,
    /// The table is declared dropped, and is not dynamig's to delete in this environment.
    Kept,
    /// The table was there, and is not any more.
    Gone,
    /// Something cannot be compared, and is taken for the same.
    Undecided,
    /// Application Auto Scaling sets the capacity.
    Scaled,
    /// Something is still changing, and is waited for.
    Changing,
}

/// Why nothing is planned for a table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// The table's logical name.
    pub table: String,
    /// The stable code.
    pub code: Code,
    /// A sentence that names what and which.
    pub message: String,
    /// What to do next.
    pub hint: String,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::new(refusal.code, refusal.message).hint(refusal.hint)
    }
}

impl TablePlan {
    /// Whether there is nothing to do now; something may still wait for `contract`.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The first step that goes beyond what was agreed to: one that the agreed plan has not.
    #[must_use]
    pub fn beyond(&self, agreed: &Self) -> Option<&TableStep> {
        let is_known = |step: &&TableStep| {
            let mut known = agreed.steps.iter();
            !known.any(|known| known.table == step.table && known.call == step.call)
        };
        self.steps.iter().find(is_known)
    }

    /// The steps that wait for no migration.
    pub fn ready(&self) -> impl Iterator<Item = &TableStep> {
        self.steps.iter().filter(|step| step.waits_for.is_empty())
    }

    /// The same, with what waits for migrations held back.
    #[must_use]
    pub fn before_migrations(mut self) -> Self {
        let (ready, waiting) = self
            .steps
            .into_iter()
            .partition(|step| step.waits_for.is_empty());
        self.steps = ready;
        self.held.extend::<Vec<_>>(waiting);
        self
    }

    /// Whether something of a table waits for migrations.
    #[must_use]
    pub fn waits(&self, table: &str) -> bool {
        let mut all = self.steps.iter().chain(&self.held);
        all.any(|step| step.table == table && !step.waits_for.is_empty())
    }

    /// Whether `up` has to wait for a table, whatever else it has to do to it: something of it is still changing, as after
    /// a run that was stopped, and the history does not say that it was brought to what is declared.
    #[must_use]
    pub fn is_settling(&self, table: &str) -> bool {
        let is_managed = self.ownership.get(table) == Some(&Ownership::Managed);
        let mut notes = self.notes.iter();
        is_managed
            && self.unrecorded.contains(table)
            && notes.any(|note| note.table == table && note.kind == NoteKind::Changing)
    }

    /// The worst hazard of its steps.
    #[must_use]
    pub fn hazard(&self) -> Hazard {
        let hazards = self.steps.iter().map(|step| step.hazard);
        hazards.max().unwrap_or(Hazard::Safe)
    }

    pub(super) fn note(&mut self, table: &str, kind: NoteKind, message: impl Into<String>) {
        self.notes.push(Note {
            table: table.to_owned(),
            kind,
            message: message.into(),
        });
    }

    /// Sorts the steps by phase, and leaves those of one phase in their order.
    pub(super) fn sort(&mut self) {
        self.steps.sort_by_key(|step| rank(step.phase));
    }
}

impl TableStep {
    /// What is done, in a word.
    #[must_use]
    pub fn action(&self) -> &'static str {
        match self.call {
            Call::Create(_) => "create",
            Call::Delete => "delete",
            Call::BackUp(_) => "back-up",
            _ => "change",
        }
    }

    pub(super) fn new(
        table: &str,
        phase: Phase,
        hazard: Hazard,
        call: Call,
        detail: impl Into<String>,
    ) -> Self {
        Self {
            table: table.to_owned(),
            call,
            phase,
            hazard,
            detail: detail.into(),
            waits_for: Vec::new(),
            spends: Vec::new(),
            items: None,
        }
    }

    /// The same step once these migrations are applied; where there are none, the step as it is.
    pub(super) fn after(mut self, migrations: Vec<MigrationId>) -> Self {
        if !migrations.is_empty() {
            if self.phase != Phase::NeedsRoom {
                self.phase = Phase::Migrate;
            }
            self.waits_for = migrations;
        }
        self
    }
}

const fn rank(phase: Phase) -> u8 {
    match phase {
        Phase::NeedsRoom => 0,
        Phase::Prepare => 1,
        Phase::Expand => 2,
        Phase::Migrate => 3,
        Phase::Contract => 4,
    }
}
