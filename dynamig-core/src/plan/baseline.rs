use super::range::Range;
use super::refuse::{choices, lacking, refuse_suspects};
use super::skip::is_meant_for;
use super::up::{missing, settled};
use super::{Is, Selection, Standing, Target};
use crate::error::{Code, Error};
use crate::history::History;
use crate::migration::Migration;
use crate::registry::{Registry, listed};

/// What `baseline` records as applied without running it, in version order: the selected pending migrations that are
/// meant for this environment. Also those that a fresh environment does not need: this one is not fresh.
///
/// # Errors
/// [`Code::ManualDecision`] where one was started here, and only a person can say how far it came;
/// [`Code::DependencyNotApplied`] where one would count as applied without what it depends on; [`Code::Renamed`] and
/// [`Code::UnknownMigration`] as for `up`.
pub fn baseline(
    registry: &Registry,
    history: &History,
    target: &Target,
    selection: &Selection,
) -> Result<Vec<Migration>, Error> {
    let standings = Standing::all(registry, history);
    refuse_suspects(&standings)?;
    let range = Range::of(registry, selection)?;
    let mut satisfied = settled(&standings);
    let mut adopted = Vec::new();
    let mut interrupted = Vec::new();
    for standing in standings.iter().filter(|standing| range.contains(standing)) {
        let migration = standing.migration;
        if !standing.is_pending() || range.is_used_up(adopted.len()) {
            continue;
        }
        if standing.is == Is::Interrupted {
            interrupted.push(migration.id());
        } else if is_meant_for(migration, target) {
            let missing = missing(migration, &satisfied);
            if !missing.is_empty() {
                return Err(lacking(migration.id(), &missing));
            }
            adopted.push(migration.clone());
        }
        // What is meant for elsewhere will be recorded as skipped, and satisfies its dependants then.
        satisfied.insert(migration.id());
    }
    match interrupted.first() {
        None => Ok(adopted),
        Some(first) => {
            let message = listed("migrations were started here and did not end", &interrupted);
            Err(Error::new(Code::ManualDecision, message).hint(choices(first)))
        }
    }
}
