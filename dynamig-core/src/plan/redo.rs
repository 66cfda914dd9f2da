use std::num::NonZeroUsize;

use super::down::hazard;
use super::refuse::interrupted_elsewhere;
use super::{
    Action, DownSelection, Is, Plan, Selection, Standing, Strand, Target, after, down, up,
};
use crate::error::{Code, Error};
use crate::history::{History, Status};
use crate::migration::Migration;
use crate::registry::{Registry, find};

/// What `redo` does: it undoes a migration, the last applied one where none is named, and runs it again.
///
/// One that was interrupted is run again from its start without being undone, also where it declares
/// `on_interrupt = manual` or was edited meanwhile: asking for it is the decision.
///
/// # Errors
/// As [`down`] and [`up`] of that migration; [`Code::NotApplied`] also where nothing is applied.
pub fn redo(
    registry: &Registry,
    history: &History,
    target: &Target,
    id: Option<&str>,
    strand: Strand,
) -> Result<Plan, Error> {
    let selection = match id {
        None => DownSelection::Steps(NonZeroUsize::MIN),
        Some(text) => {
            let standings = Standing::all(registry, history);
            let id = find(registry.in_order().map(Migration::id), text)?;
            let standing = standings.iter().find(|one| one.migration.id() == id);
            if let Some(standing) = standing.filter(|one| one.is == Is::Interrupted) {
                return rerun(registry, history, target, standing);
            }
            DownSelection::Only(id.to_string())
        }
    };
    let undo = down(registry, history, target, &selection, strand)?;
    let last = undo.steps.last().ok_or_else(nothing_applied)?;
    let only = Selection::Only(last.id.to_string());
    let again = up(registry, &after(history, &undo), target, &only)?;
    Ok(marked(undo.then(again), target))
}

/// What `reset` does: it undoes everything, then runs everything.
///
/// # Errors
/// As [`down`] of all, and [`up`] after it.
pub fn reset(registry: &Registry, history: &History, target: &Target) -> Result<Plan, Error> {
    // Everything goes, so nothing is stranded that is linked.
    let undo = down(
        registry,
        history,
        target,
        &DownSelection::All,
        Strand::Refuse,
    )?;
    let again = up(registry, &after(history, &undo), target, &Selection::All)?;
    Ok(marked(undo.then(again), target))
}

/// Runs an interrupted migration as if its row said that nothing of it is left.
fn rerun(
    registry: &Registry,
    history: &History,
    target: &Target,
    standing: &Standing<'_>,
) -> Result<Plan, Error> {
    let (migration, Some(row)) = (standing.migration, standing.row) else {
        return Err(nothing_applied());
    };
    let mut decided = history.clone();
    let mut reverted = row.clone();
    reverted.status = Status::Reverted;
    decided.set(reverted);
    let only = Selection::Only(migration.id().to_string());
    let mut plan = up(registry, &decided, target, &only)?;
    for step in &mut plan.steps {
        match step.action {
            Action::Apply => step.rerun = true,
            Action::Skip(_) => return Err(interrupted_elsewhere(migration, row)),
            Action::Rename { .. } | Action::Revert | Action::Unskip | Action::Accept => {}
        }
    }
    Ok(marked(plan, target))
}

fn marked(mut plan: Plan, target: &Target) -> Plan {
    for step in &mut plan.steps {
        step.hazard = hazard(target);
    }
    plan
}

fn nothing_applied() -> Error {
    Error::new(
        Code::NotApplied,
        "nothing is applied, so nothing can be done again",
    )
    .hint("`up` runs what is pending")
}
