use std::collections::BTreeSet;

use super::applied::selected;
use super::{
    Action, DownSelection, Hazard, Is, Plan, Protection, Standing, Strand, Target, Warning,
    WarningKind,
};
use crate::error::{Code, Error};
use crate::history::{History, MigrationRow, Status};
use crate::migration::MigrationId;
use crate::registry::{Registry, listed};

/// What `down` does: it undoes the selected migrations, the last applied first.
///
/// - The order is the recorded one, never that of versions or texts; only a migration that depends on another goes
///   before it even where it was applied earlier.
/// - Baselined migrations are undone like applied ones: their down meets what they would have made.
/// - Skipped migrations stay skipped, except one that `--only` names: its mark is taken back, and nothing runs.
/// - Migrations that were interrupted are not undone: nobody knows how much of them is done. They have a warning. One that
///   is run over items, and was cancelled or failed, is undone where `--only` names it: what it did shows in each item.
///
/// # Errors
/// Before anything runs, and with all the migrations concerned: [`Code::NotLinked`] where one in the range is not
/// linked or not understood; [`Code::Irreversible`]; [`Code::Stranded`] where an applied migration depends on one that
/// goes, unless forced. [`Code::NotApplied`] where the selection names a migration that is not applied, and
/// [`Code::UnknownMigration`] where it names none.
pub fn down(
    registry: &Registry,
    history: &History,
    target: &Target,
    selection: &DownSelection,
    strand: Strand,
) -> Result<Plan, Error> {
    let standings = Standing::all(registry, history);
    let rows = selected(&standings, history, selection)?;
    let doomed = linked(&standings, &rows)?;
    refuse_irreversible(&doomed)?;
    if strand == Strand::Refuse {
        refuse_to_strand(&standings, &doomed)?;
    }
    let mut plan = Plan::default();
    for standing in dependants_first(&doomed) {
        undo(&mut plan, standing, target);
    }
    if !matches!(selection, DownSelection::Only(_)) {
        plan.warnings = standings.iter().filter_map(half_done).collect();
    }
    Ok(plan)
}

/// The standings of rows; an error that names all the rows that have none.
fn linked<'s, 'a>(
    standings: &'s [Standing<'a>],
    rows: &[&'a MigrationRow],
) -> Result<Vec<&'s Standing<'a>>, Error> {
    let mut found = Vec::new();
    let mut strange = Vec::new();
    for row in rows {
        let owner = standings.iter().find(|standing| {
            standing.is_undoable()
                && standing.row.is_some_and(|other| other.id == row.id)
                && (*standing.migration.id() == row.id || standing.former().is_some())
        });
        match owner {
            Some(standing) => found.push(standing),
            None if row.is_newer() => {
                strange.push(format!(
                    "{} ({}, by a newer release of dynamig)",
                    row.id, row.status
                ));
            }
            None => strange.push(format!("{} ({})", row.id, row.status)),
        }
    }
    if strange.is_empty() {
        return Ok(found);
    }
    let message = listed(
        "migrations are in the range that this program cannot undo",
        strange,
    );
    Err(Error::new(Code::NotLinked, message)
        .hint("use the program that links them, or `--only ID` for one that this program links"))
}

fn refuse_irreversible(doomed: &[&Standing<'_>]) -> Result<(), Error> {
    let irreversible: Vec<_> = doomed
        .iter()
        .filter(|standing| is_reverted(standing) && !standing.migration.is_reversible())
        .map(|standing| standing.migration)
        .collect();
    if irreversible.is_empty() {
        return Ok(());
    }
    let lines = irreversible
        .iter()
        .map(|one| format!("{} at {}", one.id(), one.place()));
    let message = listed(
        "migrations in the range are irreversible: they have no `down`",
        lines,
    );
    Err(Error::new(Code::Irreversible, message)
        .hint("write one; or undo it by hand and `mark ID reverted --reason …`"))
}

/// Whether something runs to undo it.
fn is_reverted(standing: &Standing<'_>) -> bool {
    standing
        .row
        .is_some_and(|row| row.status != Status::Skipped)
}

fn refuse_to_strand(standings: &[Standing<'_>], doomed: &[&Standing<'_>]) -> Result<(), Error> {
    let ids: BTreeSet<_> = doomed
        .iter()
        .map(|standing| standing.migration.id())
        .collect();
    let stays = |standing: &&Standing<'_>| {
        !ids.contains(standing.migration.id())
            && match standing.is {
                Is::Settled => is_reverted(standing),
                Is::Held => true,
                // Undone, never done, or half done: `up` runs it after what it depends on.
                Is::Pending | Is::Interrupted | Is::Suspect => false,
            }
    };
    let mut stranded = Vec::new();
    for dependant in standings.iter().filter(stays) {
        let migration = dependant.migration;
        let lost = ids.iter().filter(|id| migration.needs(id));
        stranded.extend(lost.map(|id| format!("{} depends on {id}", migration.id())));
    }
    if stranded.is_empty() {
        return Ok(());
    }
    let message = listed(
        "migrations that stay applied depend on what would be undone",
        stranded,
    );
    Err(Error::new(Code::Stranded, message)
        .hint("`down --only ID` undoes them first; `--force` leaves them as they are"))
}

/// The recorded order, except that what depends on another goes before it.
fn dependants_first<'s, 'a>(doomed: &[&'s Standing<'a>]) -> Vec<&'s Standing<'a>> {
    let mut order = Vec::new();
    let mut seen = BTreeSet::new();
    for standing in doomed {
        visit(standing, doomed, &mut seen, &mut order);
    }
    order
}

fn visit<'s, 'a>(
    standing: &'s Standing<'a>,
    doomed: &[&'s Standing<'a>],
    seen: &mut BTreeSet<&'a MigrationId>,
    order: &mut Vec<&'s Standing<'a>>,
) {
    let id = standing.migration.id();
    if !seen.insert(id) {
        return;
    }
    for dependant in doomed {
        if dependant.migration.needs(id) {
            visit(dependant, doomed, seen, order);
        }
    }
    order.push(standing);
}

fn undo(plan: &mut Plan, standing: &Standing<'_>, target: &Target) {
    let migration = standing.migration;
    if let Some(from) = standing.former() {
        let from = from.clone();
        plan.push(migration, Action::Rename { from });
    }
    let action = match is_reverted(standing) {
        true => Action::Revert,
        false => Action::Unskip,
    };
    let step = plan.push(migration, action);
    step.hazard = hazard(target);
    if standing
        .row
        .is_some_and(|row| row.status == Status::Baselined)
    {
        step.note = Some("it was baselined, never run here".to_owned());
    }
    if let (false, Some(row)) = (standing.is == Is::Settled, standing.row) {
        step.note = Some(format!("{} before, half done", row.status));
    }
}

/// The hazard of undoing.
pub(super) fn hazard(target: &Target) -> Hazard {
    match target.protection {
        Protection::Protected => Hazard::Destructive,
        Protection::Unprotected => Hazard::Safe,
    }
}

fn half_done(standing: &Standing<'_>) -> Option<Warning> {
    let (Is::Interrupted, Some(row)) = (standing.is, standing.row) else {
        return None;
    };
    let (id, status) = (standing.migration.id(), &row.status);
    Some(Warning {
        kind: WarningKind::HalfDone,
        migrations: vec![id.clone()],
        message: format!("migration {id} is {status}: what it did is not undone"),
        hint: format!(
            "`up` runs it again; `mark {id} reverted --reason …` says that nothing of it is left"
        ),
    })
}
