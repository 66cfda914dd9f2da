use std::collections::BTreeMap;

use super::standing::owned;
use super::{Adopting, Manage, TablePlan, TableTarget, plan};
use crate::table::{Declaration, Observed, Presence, TableRow, TableState};

/// Whose the declared tables become when dynamig takes over those that are there. No table is changed by that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Adoption {
    /// The tables that are taken over as they are, by their logical names.
    pub adopted: Vec<String>,
    /// Those that are managed already.
    pub managed: Vec<String>,
    /// Those that are not there; `up` creates them.
    pub absent: Vec<String>,
    /// What `up` and `contract` have to do to them then: in what they differ. Refused ones are left to whoever has them.
    pub plan: TablePlan,
}

/// Which of the declared tables are taken over, as far as `target` lets them be. Those that are only compared are not.
#[must_use]
pub fn adopt(
    declared: &[Declaration],
    observed: &BTreeMap<String, Observed>,
    rows: &BTreeMap<String, TableRow>,
    target: &TableTarget,
) -> Adoption {
    let mut adoption = Adoption {
        plan: plan(declared, observed, rows, target),
        ..Adoption::default()
    };
    let refused: Vec<_> = adoption
        .plan
        .refusals
        .iter()
        .map(|one| one.table.clone())
        .collect();
    for declaration in declared
        .iter()
        .filter(|one| !refused.iter().any(|name| name == one.name()))
    {
        let name = declaration.name();
        let is_ours = match (target.manage(name), declaration.presence) {
            (Manage::All, _) | (Manage::Indexes, Presence::Kept) => true,
            (Manage::Verify, _) | (Manage::Indexes, Presence::Dropped) => false,
        };
        if is_ours {
            let (observed, row) = (observed.get(name), rows.get(name));
            let list = match observed.filter(|observed| !observed.is_going()) {
                None => &mut adoption.absent,
                Some(observed) if is_managed(declaration, observed, row) => &mut adoption.managed,
                Some(_) => &mut adoption.adopted,
            };
            list.push(name.to_owned());
        }
    }
    adoption
}

/// Whether there is nothing to take over: it is this very table that is managed, or a newer program's.
fn is_managed(declaration: &Declaration, observed: &Observed, row: Option<&TableRow>) -> bool {
    let is_its = |row: &TableRow| {
        row.state == TableState::Managed
            && owned(declaration.name(), observed, Some(row), Adopting::No).is_ok()
    };
    row.is_some_and(|row| row.outdates(declaration) || is_its(row))
}
