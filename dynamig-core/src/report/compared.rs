use super::{ChangeKind, TableChange, TableReport};
use crate::plan::tables::{ComparedTable, Existence};

/// Where compared tables stand, with all that differs: also what a plan would turn into steps.
#[must_use]
pub fn compared(tables: &[ComparedTable]) -> Vec<TableReport> {
    tables.iter().map(one).collect()
}

fn one(table: &ComparedTable) -> TableReport {
    let told = |kind, detail: &str| TableChange::new(kind, detail);
    let refused = table.refusal.iter();
    let refused = refused.map(|refusal| told(ChangeKind::Refused, &refusal.message));
    let existence = match table.existence {
        Existence::AsDeclared => None,
        Existence::Missing => Some(told(ChangeKind::Differs, "it is not there")),
        Existence::NotDropped => Some(told(ChangeKind::Differs, "it is there, declared dropped")),
    };
    let differing = table.differences.iter().map(TableChange::from);
    TableReport {
        name: table.name.clone(),
        state: table.state,
        changes: Some(refused.chain(existence).chain(differing).collect()),
        brought: None,
        looked_at: None,
    }
}
