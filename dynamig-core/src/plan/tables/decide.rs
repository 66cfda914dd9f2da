use std::collections::{BTreeMap, BTreeSet};

use super::live::Live;
use super::standing::{Standing, standing};
use super::{Manage, NoteKind, Ownership, Refusal, TablePlan, TableStep, TableTarget};
use super::{contract as contracting, create, expand, notes, prepare, room, spending};
use crate::table::diff::{Change, Compared, Difference, Property};
use crate::table::{Declaration, Definition, Observed, TableRow};

/// What `up` would do to the declared tables; what waits for `contract` is held.
///
/// `observed` and `rows` are by logical name. A table that is refused has no step; the others have theirs.
#[must_use]
pub fn plan(
    declared: &[Declaration],
    observed: &BTreeMap<String, Observed>,
    rows: &BTreeMap<String, TableRow>,
    target: &TableTarget,
) -> TablePlan {
    let mut plan = TablePlan::default();
    for declaration in declared {
        let name = declaration.name();
        match one(
            declaration,
            observed.get(name),
            rows.get(name),
            target,
            &mut plan,
        ) {
            Ok(steps) => {
                plan.steps.extend(steps.up);
                plan.held.extend(steps.contract);
            }
            Err(refusal) => plan.refusals.push(refusal),
        }
    }
    released(declared, rows, &mut plan);
    plan.sort();
    plan
}

/// What `contract` would do. What `up` has to do first is held: `contract` is refused until that is done.
#[must_use]
pub fn contract(
    declared: &[Declaration],
    observed: &BTreeMap<String, Observed>,
    rows: &BTreeMap<String, TableRow>,
    target: &TableTarget,
) -> TablePlan {
    let mut plan = plan(declared, observed, rows, target);
    std::mem::swap(&mut plan.steps, &mut plan.held);
    notes::no_backups(target, &mut plan);
    plan
}

/// The steps for one table: now, and in contract.
#[derive(Default)]
struct Steps {
    up: Vec<TableStep>,
    contract: Vec<TableStep>,
}

/// What is known of a declared table, but for the live one.
#[derive(Clone, Copy)]
struct Known<'a> {
    declaration: &'a Declaration,
    /// What is declared, as far as the engine has it.
    wanted: &'a Definition,
    row: Option<&'a TableRow>,
    target: &'a TableTarget,
}

fn one(
    declaration: &Declaration,
    observed: Option<&Observed>,
    row: Option<&TableRow>,
    target: &TableTarget,
    plan: &mut TablePlan,
) -> Result<Steps, Refusal> {
    let name = declaration.name();
    let (wanted, lacking) = target.capabilities.offered(&declaration.definition);
    notes::skipped(name, &lacking, target, plan);
    let standing = standing(declaration, observed, row, target);
    let ownership = Ownership::of(standing.as_ref(), row, target.manage(name));
    plan.ownership.insert(name.to_owned(), ownership);
    if !row.is_some_and(|row| row.tells_of(declaration, observed)) {
        plan.unrecorded.insert(name.to_owned());
    }
    let known = Known {
        declaration,
        wanted: &wanted,
        row,
        target,
    };
    let mut steps = known.steps(standing?, plan)?;
    spending::tell(&mut steps.up, observed, row, target);
    spending::tell(&mut steps.contract, observed, row, target);
    Ok(steps)
}

impl Known<'_> {
    /// What its standing allows.
    fn steps(self, standing: Standing<'_>, plan: &mut TablePlan) -> Result<Steps, Refusal> {
        let name = self.declaration.name();
        let mut steps = Steps::default();
        match standing {
            Standing::Nothing => {}
            Standing::Outdated => notes::outdated(name, plan),
            Standing::Kept => notes::kept(name, plan),
            Standing::Create => {
                notes::gone(name, self.row, plan);
                steps.up = create::steps(self.declaration, self.wanted, self.target);
            }
            Standing::Drop(observed) => {
                let ignored = BTreeSet::new();
                let compared = self.beside(observed, &ignored);
                let live = Live::new(self.declaration, compared, Vec::new(), self.target);
                steps.contract = contracting::drop(&live);
            }
            Standing::Compare(observed, manage) => steps = self.compare(observed, manage, plan)?,
        }
        Ok(steps)
    }

    /// What may be changed is planned, and the rest is told.
    fn compare(
        self,
        observed: &Observed,
        manage: Manage,
        plan: &mut TablePlan,
    ) -> Result<Steps, Refusal> {
        let name = self.declaration.name();
        let ignored = self.target.ignored(name);
        let compared = self.beside(observed, &ignored);
        notes::live(name, compared, plan);
        let changes = self.target.capabilities.remembered(compared.changes());
        let (planned, left) = manage.divide(changes);
        let left = left.iter().map(Difference::from);
        plan.differences
            .extend(left.map(|difference| (name.to_owned(), difference)));
        changed(&Live::new(self.declaration, compared, planned, self.target))
    }

    fn beside<'a>(
        &'a self,
        observed: &'a Observed,
        ignored: &'a BTreeSet<Property>,
    ) -> Compared<'a> {
        Compared {
            declared: self.wanted,
            observed,
            row: self.row,
            ignored,
        }
    }
}

fn changed(live: &Live<'_>) -> Result<Steps, Refusal> {
    live.refuse_impossible()?;
    let room = room::make(live)?;
    let mut up = room.steps;
    up.extend(prepare::steps(live));
    up.extend(expand::steps(live)?);
    let contract = contracting::steps(live, &room.doomed)?;
    Ok(Steps { up, contract })
}

/// Absence deletes no table: what is managed and no longer declared is told, and left alone.
fn released(declared: &[Declaration], rows: &BTreeMap<String, TableRow>, plan: &mut TablePlan) {
    use crate::table::TableState;
    for row in rows.values() {
        let is_declared = declared.iter().any(|one| one.name() == row.name);
        let was_managed = matches!(row.state, TableState::Managed | TableState::Released);
        if was_managed && !is_declared {
            plan.note(
                &row.name,
                NoteKind::Released,
                "no longer declared: it is left alone; declare it `dropped` to have it deleted",
            );
        }
    }
}

impl Manage {
    /// The changes that may be planned, and those that are only told.
    fn divide(self, changes: Vec<Change>) -> (Vec<Change>, Vec<Change>) {
        let may = |change: &Change| match self {
            Self::All => true,
            Self::Indexes => matches!(
                change,
                Change::MissingIndex { .. }
                    | Change::OtherIndex { .. }
                    | Change::HeldIndex { .. }
                    // Indexes of a table with another key are no ground to go on from: it is refused.
                    | Change::Key { .. }
                    | Change::Local { .. }
            ),
            Self::Verify => false,
        };
        changes.into_iter().partition(may)
    }
}
