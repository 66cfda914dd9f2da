use super::{Is, Standing};
use crate::error::{Code, Error};
use crate::history::{MigrationRow, Status};
use crate::migration::{Migration, MigrationId, OnInterrupt};
use crate::registry::listed;

/// Refuses rows that may be a linked migration's under a former id.
pub(super) fn refuse_suspects(standings: &[Standing<'_>]) -> Result<(), Error> {
    let suspects = standings
        .iter()
        .filter(|standing| standing.is == Is::Suspect);
    let pairs: Vec<_> = suspects
        .filter_map(|standing| Some((standing.migration, standing.row?)))
        .collect();
    let Some((migration, row)) = pairs.first() else {
        return Ok(());
    };
    let (id, place) = (migration.id(), migration.place());
    let message = match pairs.len() {
        1 => format!(
            "renamed? {} is recorded as {}, and {id} at {place} looks like it",
            row.id, row.status
        ),
        _ => listed(
            "renamed? migrations are recorded that look like linked ones",
            pairs.iter().map(|(migration, row)| {
                let (id, place) = (migration.id(), migration.place());
                format!("{} ({}) like {id} at {place}", row.id, row.status)
            }),
        ),
    };
    let other = match row.id.version() == id.version() {
        true => format!("give {id} another version"),
        false => format!("`mark {} forgotten --reason …`", row.id),
    };
    Err(Error::new(Code::Renamed, message).hint(format!(
        "if it is the same, add `renamed_from = [\"{}\"]` to {id}; if it is not, {other}",
        row.id
    )))
}

/// Refuses to run again what a person has to look at first.
pub(super) fn refuse_rerun(standing: &Standing<'_>) -> Result<(), Error> {
    let (migration, Is::Interrupted, Some(row)) = (standing.migration, standing.is, standing.row)
    else {
        return Ok(());
    };
    let (id, status) = (migration.id(), &row.status);
    if migration.on_interrupt() == OnInterrupt::Manual {
        let message =
            format!("migration {id} is {status}, and says that it must not simply run again");
        return Err(Error::new(Code::ManualDecision, message).hint(choices(id)));
    }
    // What failed may be mended and tried again: that is how people work. What died half way may go on from its steps.
    if row.status == Status::Running && standing.is_edited() {
        let message =
            format!("migration {id} was edited while it was running, and its process died");
        let hint = format!(
            "restore it; or raise its revision above {}, which says that it may run again as it is; or decide:\n{}",
            row.revision,
            choices(id)
        );
        return Err(Error::new(Code::EditedWhileRunning, message).hint(hint));
    }
    Ok(())
}

/// What was interrupted here, and is meant for other environments now.
pub(super) fn interrupted_elsewhere(migration: &Migration, row: &MigrationRow) -> Error {
    let (id, status) = (migration.id(), &row.status);
    let message =
        format!("migration {id} is {status} here, but is not meant for this environment any more");
    Error::new(Code::ManualDecision, message).hint(format!(
        "`mark {id} applied|reverted|skipped --reason …` says what became of it"
    ))
}

fn choices(id: &MigrationId) -> String {
    format!(
        "`redo {id}` runs it again from its start, \
         `mark {id} applied --reason …` says that it is done, \
         `mark {id} reverted --reason …` says that nothing of it is left, and `up` runs it"
    )
}
