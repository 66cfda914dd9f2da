use super::{Is, Standing};
use crate::error::{Code, Error};
use crate::history::{MigrationRow, Status};
use crate::migration::{Migration, MigrationId, OnInterrupt};
use crate::registry::listed;

/// Refuses rows that may be a linked migration's under a former id.
pub(super) fn refuse_suspects(standings: &[Standing<'_>]) -> Result<(), Error> {
    let suspects: Vec<_> = standings.iter().filter_map(suspect).collect();
    let message = match &suspects[..] {
        [] => return Ok(()),
        [(sentence, _)] => sentence.clone(),
        [_, _, ..] => {
            let sentences = suspects.iter().map(|(sentence, _)| sentence);
            listed(
                "migrations are recorded that look like linked ones",
                sentences,
            )
        }
    };
    let hints: Vec<_> = suspects.into_iter().map(|(_, hint)| hint).collect();
    Err(Error::new(Code::Renamed, message).hint(hints.join("\n")))
}

/// What to say of a row that may be a linked migration's, and what to do about it.
pub(super) fn suspect(standing: &Standing<'_>) -> Option<(String, String)> {
    let (migration, Is::Suspect, Some(row)) = (standing.migration, standing.is, standing.row)
    else {
        return None;
    };
    let (id, place, recorded) = (migration.id(), migration.place(), &row.id);
    let sentence = format!(
        "renamed? {recorded} is recorded as {}, and {id} at {place} looks like it",
        row.status
    );
    let other = match recorded.version() == id.version() {
        true => format!("give {id} another version"),
        false => format!("`mark {recorded} forgotten --reason …`"),
    };
    let hint = format!(
        "if it is the same, add `renamed_from = [\"{recorded}\"]` to {id}; if it is not, {other}"
    );
    Some((sentence, hint))
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

/// A migration that was asked for by name and cannot be run.
pub(super) fn lacking(id: &MigrationId, missing: &[&str]) -> Error {
    Error::new(Code::DependencyNotApplied, lacks(id, missing))
        .hint(format!("`--to {id}` takes them too"))
}

/// What a migration depends on in vain.
pub(super) fn lacks(id: &MigrationId, missing: &[&str]) -> String {
    let sentence = format!("migration {id} depends on what is not applied");
    listed(&sentence, missing)
}

/// The commands that settle an interrupted migration.
pub(super) fn choices(id: &MigrationId) -> String {
    format!(
        "`redo {id}` runs it again from its start, \
         `mark {id} applied --reason …` says that it is done, \
         `mark {id} reverted --reason …` says that nothing of it is left, and `up` runs it"
    )
}
