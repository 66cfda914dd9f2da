use std::collections::BTreeMap;

use serde::Serialize;

use crate::plan::tables::{NoteKind, Ownership, TablePlan, TableTarget};
use crate::settings::Manage;
use crate::table::diff::Difference;
use crate::table::{Declaration, TableRow};

/// One table, declared or only recorded. Its form in JSON is a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TableReport {
    /// The logical name.
    pub name: String,
    /// What dynamig is to it.
    pub state: Ownership,
    /// In what it is not as declared; none where nobody looked at it.
    pub changes: Option<Vec<TableChange>>,
    /// Whether the history says that it was brought to what is declared today; none where that is not recorded: of a table
    /// that is only compared, of one that a newer program has changed, and of one that is not declared.
    pub brought: Option<bool>,
    /// When the history says that it was last looked at, as an RFC 3339 instant in UTC.
    pub looked_at: Option<String>,
}

/// One thing in which a table is not as declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TableChange {
    /// What becomes of it.
    pub kind: ChangeKind,
    /// What it is, in words.
    pub detail: String,
    /// The same in parts, of a property that differs.
    #[serde(flatten)]
    pub difference: Option<Difference>,
}

impl TableChange {
    pub(super) fn new(kind: ChangeKind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            detail: detail.into(),
            difference: None,
        }
    }
}

impl From<&Difference> for TableChange {
    fn from(difference: &Difference) -> Self {
        Self {
            difference: Some(difference.clone()),
            ..Self::new(ChangeKind::Differs, difference.to_string())
        }
    }
}

/// What becomes of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ChangeKind {
    /// `up` does it.
    Planned,
    /// `contract` does it.
    Held,
    /// Nobody does: dynamig may not change it in this environment.
    Differs,
    /// Nothing is done to the table, and a person has to decide.
    Refused,
    /// It was asked for, and AWS is still at it: `up` waits until it is done.
    Changing,
}

/// Where every declared and every recorded table stands, by name: as `plan` found it, else as the history has it. Reads
/// nothing but its arguments.
#[must_use]
pub fn tables(
    declared: &[Declaration],
    rows: &BTreeMap<String, TableRow>,
    plan: &TablePlan,
    target: &TableTarget,
) -> Vec<TableReport> {
    let of_declared = declared
        .iter()
        .map(|table| of_declared(table, rows.get(table.name()), plan, target));
    let is_declared = |row: &&TableRow| declared.iter().any(|table| table.name() == row.name);
    let left = rows.values().filter(|row| !is_declared(row)).map(of_left);
    let mut tables: Vec<_> = of_declared.chain(left).collect();
    tables.sort_by(|one, other| one.name.cmp(&other.name));
    tables
}

/// Where every recorded table stands, whatever is declared.
#[must_use]
pub(super) fn recorded_tables(rows: &BTreeMap<String, TableRow>) -> Vec<TableReport> {
    let rows = rows.values();
    rows.map(|row| of_row(row, Ownership::of_row(row)))
        .collect()
}

fn of_declared(
    table: &Declaration,
    row: Option<&TableRow>,
    plan: &TablePlan,
    target: &TableTarget,
) -> TableReport {
    let name = table.name();
    let is_verified = target.manage(name) == Manage::Verify;
    let is_outdated = !is_verified && row.is_some_and(|row| row.outdates(table));
    let looked = plan.ownership.get(name).copied();
    let recorded = || match row {
        _ if is_verified => Ownership::Verified,
        _ if is_outdated => Ownership::Outdated,
        Some(row) => Ownership::of_row(row),
        None => Ownership::Unknown,
    };
    let brought = row.is_some_and(|row| row.brought == Some(table.hash()));
    TableReport {
        name: name.to_owned(),
        state: looked.unwrap_or_else(recorded),
        changes: looked.map(|_| changes(name, plan)),
        brought: (!is_verified && !is_outdated).then_some(brought),
        looked_at: row.and_then(|row| row.looked_at.clone()),
    }
}

/// A table that is not declared: one that was managed is released by that.
fn of_left(row: &TableRow) -> TableReport {
    let state = match Ownership::of_row(row) {
        Ownership::Managed => Ownership::Released,
        state => state,
    };
    of_row(row, state)
}

fn of_row(row: &TableRow, state: Ownership) -> TableReport {
    TableReport {
        name: row.name.clone(),
        state,
        changes: None,
        brought: None,
        looked_at: row.looked_at.clone(),
    }
}

fn changes(name: &str, plan: &TablePlan) -> Vec<TableChange> {
    let refused = plan.refusals.iter().filter(|one| one.table == name);
    let refused = refused.map(|one| TableChange::new(ChangeKind::Refused, one.message.clone()));
    let differing = plan.differences.iter().filter(|(table, _)| table == name);
    let differing = differing.map(|(_, one)| TableChange::from(one));
    let steps = |kind, steps: &[crate::plan::tables::TableStep]| {
        let own = steps.iter().filter(|step| step.table == name);
        own.map(|step| TableChange::new(kind, step.detail.clone()))
            .collect::<Vec<_>>()
    };
    let is_settling = plan.is_settling(name);
    let changing = plan
        .notes
        .iter()
        .filter(|note| is_settling && note.table == name && note.kind == NoteKind::Changing);
    let changing =
        changing.map(|note| TableChange::new(ChangeKind::Changing, note.message.clone()));
    refused
        .chain(differing)
        .chain(changing)
        .chain(steps(ChangeKind::Planned, &plan.steps))
        .chain(steps(ChangeKind::Held, &plan.held))
        .collect()
}

/// How many tables stand where. Its form in JSON is a contract.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TableSummary {
    /// Declared, or recorded where nothing is linked; without those that were dropped and are declared no longer.
    pub known: usize,
    /// Looked at and as declared, but for what waits for `contract`.
    pub agreeing: usize,
    /// To be changed by `up`, or waited for: it was found so, or the history says that they were not brought to what is
    /// declared.
    pub pending: usize,
    /// With something that waits for `contract`.
    pub held: usize,
    /// Refused, different where dynamig may not change them, or a newer program's: a person has to decide.
    pub differing: usize,
    /// No longer declared.
    pub released: usize,
    /// Not looked at, of the known.
    pub unlooked: usize,
}

impl TableSummary {
    /// Counts them.
    pub(super) fn of(tables: &[TableReport]) -> Self {
        let mut summary = Self::default();
        for table in tables {
            summary.count(table);
        }
        summary
    }

    fn count(&mut self, table: &TableReport) {
        if table.state == Ownership::Released {
            self.released += 1;
            return;
        }
        // It was deleted, and nothing is declared of it: there is nothing to look at.
        if table.state == Ownership::Dropped && table.brought.is_none() {
            return;
        }
        let has = |kind| {
            let mut changes = table.changes.iter().flatten();
            changes.any(|change| change.kind == kind)
        };
        let is_unlooked = table.changes.is_none();
        let is_outdated = table.state == Ownership::Outdated;
        let is_differing = is_outdated || has(ChangeKind::Refused) || has(ChangeKind::Differs);
        let is_pending = match is_unlooked {
            true => table.brought == Some(false),
            false => has(ChangeKind::Planned) || has(ChangeKind::Changing),
        };
        self.known += 1;
        self.differing += usize::from(is_differing);
        self.pending += usize::from(is_pending);
        self.held += usize::from(has(ChangeKind::Held));
        self.unlooked += usize::from(is_unlooked);
        self.agreeing += usize::from(!is_unlooked && !is_differing && !is_pending);
    }
}
