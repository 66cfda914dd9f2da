use std::collections::BTreeMap;

use super::standing::standing;
use super::{Manage, Refusal, TableTarget};
use crate::table::diff::{Compared, Difference};
use crate::table::{Declaration, Observed, Presence, TableRow, TableState};

/// A declared table beside what is there, or one that is recorded and no longer declared.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ComparedTable {
    /// Its logical name.
    pub name: String,
    /// What dynamig is to it; none where it is neither there nor recorded.
    pub standing: Option<TableStanding>,
    /// Whether it is there.
    pub existence: Existence,
    /// In what it differs, whoever may change it and whatever waits for `contract`.
    pub differences: Vec<Difference>,
    /// Why `up` leaves it alone, where it does.
    pub refusal: Option<Refusal>,
}

/// What dynamig is to a table, today.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TableStanding {
    /// It is there, and not dynamig's.
    Unmanaged,
    /// The declaration is an older program's.
    Outdated,
    /// What the history says, or what the settings make of it.
    Recorded(TableState),
}

/// Whether a table is there, beside whether it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Existence {
    /// As it should.
    AsDeclared,
    /// It is declared, and not there.
    Missing,
    /// It is there, and declared dropped.
    NotDropped,
}

/// Compares everything that is declared with what is there: also what `up` would not change, what it would hold for
/// `contract`, and tables that are only compared or not managed. Pure; plans nothing.
#[must_use]
pub fn compare(
    declared: &[Declaration],
    observed: &BTreeMap<String, Observed>,
    rows: &BTreeMap<String, TableRow>,
    target: &TableTarget,
) -> Vec<ComparedTable> {
    let one = |table: &Declaration| {
        let name = table.name();
        compare_one(table, observed.get(name), rows.get(name), target)
    };
    let is_declared = |row: &&TableRow| declared.iter().any(|table| table.name() == row.name);
    let released = rows
        .values()
        .filter(|row| !is_declared(row))
        .filter(|row| matches!(row.state, TableState::Managed | TableState::Released));
    let released = released.map(|row| ComparedTable {
        standing: Some(TableStanding::Recorded(TableState::Released)),
        ..ComparedTable::new(&row.name)
    });
    let mut tables: Vec<_> = declared.iter().map(one).chain(released).collect();
    tables.sort_by(|one, other| one.name.cmp(&other.name));
    tables
}

fn compare_one(
    table: &Declaration,
    observed: Option<&Observed>,
    row: Option<&TableRow>,
    target: &TableTarget,
) -> ComparedTable {
    let there = observed.filter(|observed| !observed.is_going());
    let compared = ComparedTable {
        standing: stands(table, there, row, target),
        refusal: standing(table, observed, row, target).err(),
        ..ComparedTable::new(table.name())
    };
    match (table.presence, there) {
        (Presence::Kept, Some(observed)) => ComparedTable {
            differences: differences(table, observed, row, target),
            ..compared
        },
        (Presence::Kept, None) => ComparedTable {
            existence: Existence::Missing,
            ..compared
        },
        (Presence::Dropped, Some(_)) => ComparedTable {
            existence: Existence::NotDropped,
            ..compared
        },
        (Presence::Dropped, None) => compared,
    }
}

fn stands(
    table: &Declaration,
    there: Option<&Observed>,
    row: Option<&TableRow>,
    target: &TableTarget,
) -> Option<TableStanding> {
    if target.manage(table.name()) == Manage::Verify {
        return there.map(|_| TableStanding::Recorded(TableState::Verified));
    }
    match row {
        Some(row) if row.outdates(table) => Some(TableStanding::Outdated),
        // It is declared again: `up` takes it back.
        Some(row) if row.state == TableState::Released => {
            Some(TableStanding::Recorded(TableState::Managed))
        }
        Some(row) => Some(TableStanding::Recorded(row.state.clone())),
        None => there.map(|_| TableStanding::Unmanaged),
    }
}

fn differences(
    table: &Declaration,
    observed: &Observed,
    row: Option<&TableRow>,
    target: &TableTarget,
) -> Vec<Difference> {
    let (declared, _) = target.capabilities.offered(&table.definition);
    let compared = Compared {
        declared: &declared,
        observed,
        row,
        ignored: &target.ignored(table.name()),
    };
    let changes = target.capabilities.remembered(compared.changes());
    changes.iter().map(Difference::from).collect()
}

impl ComparedTable {
    fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            standing: None,
            existence: Existence::AsDeclared,
            differences: Vec::new(),
            refusal: None,
        }
    }

    /// Whether anything is not as declared, or not dynamig's to bring there.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.existence != Existence::AsDeclared
            || !self.differences.is_empty()
            || self.refusal.is_some()
    }
}

impl TableStanding {
    /// Its name, as JSON has it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Unmanaged => "unmanaged",
            Self::Outdated => "outdated",
            Self::Recorded(state) => state.as_str(),
        }
    }
}
