use super::{DownSelection, Is, Standing};
use crate::error::{Code, Error};
use crate::history::{History, MigrationRow, Status};
use crate::migration::MigrationId;
use crate::registry::find;

/// The rows that a selection means, the last applied first.
pub(super) fn selected<'a>(
    standings: &[Standing<'a>],
    history: &'a History,
    selection: &DownSelection,
) -> Result<Vec<&'a MigrationRow>, Error> {
    let mut rows: Vec<_> = history.rows.iter().filter(|row| is_done(row)).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(place(row)));
    let named = |text: &str| named(standings, history, text);
    match selection {
        DownSelection::All => {}
        DownSelection::Steps(count) => rows.truncate(count.get()),
        DownSelection::To(text) => {
            let last = place(bound(named(text)?)?);
            rows.retain(|row| place(row) > last);
        }
        DownSelection::Before(text) => {
            let first = place(bound(named(text)?)?);
            rows.retain(|row| place(row) >= first);
        }
        DownSelection::Only(text) => {
            let (id, row) = named(text)?;
            let undoable = |row: &&MigrationRow| {
                let its = |one: &&Standing<'_>| one.row.is_some_and(|other| other.id == row.id);
                standings
                    .iter()
                    .find(its)
                    .is_some_and(Standing::is_undoable)
            };
            let there =
                row.filter(|row| is_done(row) || row.status == Status::Skipped || undoable(row));
            rows = vec![there.ok_or_else(|| not_applied(id, row))?];
        }
    }
    Ok(rows)
}

/// Whether there is something to undo, as far as anyone can tell.
fn is_done(row: &MigrationRow) -> bool {
    matches!(
        row.status,
        Status::Applied | Status::Baselined | Status::Reverting
    ) || (row.is_newer() && row.seq.is_some())
}

/// The place in the recorded order.
fn place(row: &MigrationRow) -> (u64, &MigrationId) {
    (row.seq.unwrap_or(0), &row.id)
}

/// The migration that a person means, linked or only recorded, with its row.
fn named<'a>(
    standings: &[Standing<'a>],
    history: &'a History,
    text: &str,
) -> Result<(&'a MigrationId, Option<&'a MigrationRow>), Error> {
    let linked = standings.iter().map(|standing| standing.migration.id());
    let of = |id: &MigrationId| standings.iter().find(move |one| one.migration.id() == id);
    let is_recorded_only = |row: &&MigrationRow| of(&row.id).is_none();
    let recorded = history
        .rows
        .iter()
        .filter(is_recorded_only)
        .map(|row| &row.id);
    let id = find(linked.chain(recorded), text)?;
    let row = match of(id) {
        Some(standing) if standing.is == Is::Suspect => None,
        Some(standing) => standing.row,
        None => history.row(id),
    };
    Ok((id, row))
}

fn bound<'a>(
    (id, row): (&'a MigrationId, Option<&'a MigrationRow>),
) -> Result<&'a MigrationRow, Error> {
    row.filter(|row| is_done(row))
        .ok_or_else(|| not_applied(id, row))
}

fn not_applied(id: &MigrationId, row: Option<&MigrationRow>) -> Error {
    let (state, hint) = match row.map(|row| &row.status) {
        None | Some(Status::Reverted) => (
            "pending".to_owned(),
            "`status` lists what is applied".to_owned(),
        ),
        Some(Status::Skipped) => (
            "skipped, and has no place in the order of application".to_owned(),
            format!("`down --only {id}` makes it pending again"),
        ),
        Some(status @ (Status::Running | Status::Failed)) => (
            status.to_string(),
            format!(
                "`up` runs it again; `mark {id} reverted --reason …` says that nothing of it is left"
            ),
        ),
        Some(status) => (
            status.to_string(),
            format!(
                "use the release of dynamig that wrote it, or `mark {id} forgotten --reason …`"
            ),
        ),
    };
    Error::new(
        Code::NotApplied,
        format!("migration {id} is not applied: it is {state}"),
    )
    .hint(hint)
}
