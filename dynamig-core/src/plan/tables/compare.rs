use std::collections::BTreeMap;

use super::standing::standing;
use super::{Ownership, Refusal, TableTarget};
use crate::table::diff::{Compared, Difference};
use crate::table::{Declaration, Observed, Presence, TableRow, TableState};

/// A declared table beside what is there, or one that is recorded and no longer declared.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ComparedTable {
    /// Its logical name.
    pub name: String,
    /// What dynamig is to it.
    pub state: Ownership,
    /// Whether it is there.
    pub existence: Existence,
    /// In what it differs, whoever may change it and whatever waits for `contract`.
    pub differences: Vec<Difference>,
    /// Why `up` leaves it alone, where it does.
    pub refusal: Option<Refusal>,
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
    let released = released.map(|row| ComparedTable::new(&row.name, Ownership::Released));
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
    let standing = standing(table, observed, row, target);
    let manage = target.manage(table.name());
    let state = Ownership::of(standing.as_ref(), row, manage);
    let compared = ComparedTable {
        refusal: standing.err(),
        ..ComparedTable::new(table.name(), state)
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
    fn new(name: &str, state: Ownership) -> Self {
        Self {
            name: name.to_owned(),
            state,
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
