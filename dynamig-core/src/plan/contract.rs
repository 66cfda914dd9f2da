use super::refuse::refuse_suspects;
use super::tables::TablePlan;
use super::{Is, Plan, Standing, unlinked, warnings};
use crate::error::{Code, Error};
use crate::history::History;
use crate::registry::{Registry, listed};

/// What `contract` does to migrations: nothing. It is refused while one of them may still need what it takes away.
///
/// # Errors
/// - [`Unsettled`](Code::Unsettled) unless every linked migration is applied, baselined or skipped, and nothing else is
///   recorded.
/// - [`Renamed`](Code::Renamed) as for `up`.
pub fn contract(registry: &Registry, history: &History) -> Result<Plan, Error> {
    let standings = Standing::all(registry, history);
    refuse_suspects(&standings)?;
    let open: Vec<_> = standings.iter().filter_map(open).collect();
    let unknown = unlinked(history, &standings);
    let hint = match unknown.first() {
        None if open.is_empty() => {
            return Ok(Plan {
                steps: Vec::new(),
                tables: TablePlan::default(),
                warnings: warnings(registry, history, &standings),
                awaited: Vec::new(),
                left: Vec::new(),
                paused: Vec::new(),
            });
        }
        None => "run `up` first; `status` tells where they stand".to_owned(),
        Some(row) => format!(
            "a newer program may have been here, and knows what is to go; or `mark {} forgotten --reason …`",
            row.id
        ),
    };
    let unknown = unknown
        .into_iter()
        .map(|row| format!("{} ({}, not linked)", row.id, row.status));
    let message = listed(
        "nothing is taken away from tables while migrations are not settled",
        open.into_iter().chain(unknown),
    );
    Err(Error::new(Code::Unsettled, message).hint(hint))
}

/// What is to be said of a migration that is not settled.
fn open(standing: &Standing<'_>) -> Option<String> {
    let id = standing.migration.id();
    match (standing.is, standing.row) {
        (Is::Settled, _) => None,
        (Is::Pending, _) | (_, None) => Some(format!("{id} (pending)")),
        (Is::Interrupted | Is::Held | Is::Suspect, Some(row)) => {
            Some(format!("{id} ({})", row.status))
        }
    }
}
