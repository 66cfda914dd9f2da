use std::collections::BTreeMap;

use super::{Manage, TablePlan, TableStep, TableTarget, refuse};
use crate::plan::{Hazard, Phase};
use crate::table::{Call, Declaration, Observed, Setting, TableRow, TableState, Update};

/// What is deleted where an environment begins anew: every table that is managed whole, declared or not, without a
/// backup. What was released is somebody else's by now, unless it is declared again.
///
/// One that is not the table that was known is refused.
#[must_use]
pub fn fresh(
    declared: &[Declaration],
    observed: &BTreeMap<String, Observed>,
    rows: &BTreeMap<String, TableRow>,
    target: &TableTarget,
) -> TablePlan {
    let mut plan = TablePlan::default();
    for row in rows.values().filter(|row| is_forgotten(row, declared)) {
        let name = &row.name;
        let Some(observed) = observed.get(name) else {
            continue;
        };
        if target.manage(name) != Manage::All {
            continue;
        }
        match refuse::recreated(name, row, observed) {
            Some(refusal) => plan.refusals.push(refusal),
            None => plan.steps.extend(delete(name, observed)),
        }
    }
    plan
}

/// Whether a table's row goes where an environment begins anew.
#[must_use]
pub fn is_forgotten(row: &TableRow, declared: &[Declaration]) -> bool {
    match row.state {
        TableState::Managed | TableState::Dropped => true,
        TableState::Released => declared.iter().any(|one| one.name() == row.name),
        TableState::Verified | TableState::Other(_) => false,
    }
}

fn delete(table: &str, observed: &Observed) -> Vec<TableStep> {
    let step =
        |call, detail| TableStep::new(table, Phase::Contract, Hazard::Destructive, call, detail);
    let unprotect = Call::Update(Box::new(Update::DeletionProtection(Setting::Off)));
    let is_protected = observed.definition.deletion_protection == Setting::On(());
    let unprotect = (is_protected && !observed.is_going())
        .then(|| step(unprotect, "switch deletion protection off"));
    let delete = step(Call::Delete, "delete the table");
    unprotect.into_iter().chain([delete]).collect()
}
