use super::{SkipReason, Target};
use crate::history::{History, Status};
use crate::migration::{Fresh, Migration};

/// Why a pending migration is recorded as skipped; none where it is to be run.
pub(crate) fn skip_reason(
    migration: &Migration,
    history: &History,
    target: &Target,
) -> Option<SkipReason> {
    if !is_meant_for(migration, target) {
        Some(SkipReason::OtherEnvironment)
    } else if migration.fresh() == Fresh::Skip && is_fresh(history) {
        Some(SkipReason::Fresh)
    } else {
        None
    }
}

/// Whether a migration is meant for an environment.
pub(super) fn is_meant_for(migration: &Migration, target: &Target) -> bool {
    let only_in = migration.only_in();
    let environment = target.environment.as_ref();
    only_in.is_empty() || environment.is_some_and(|name| only_in.contains(name))
}

/// Whether nothing was ever run here. What a first `up` recorded as not needed does not count: one that was killed right
/// after is still the first when it is run again.
fn is_fresh(history: &History) -> bool {
    history.rows.iter().all(|row| {
        let note = row.note.as_deref();
        row.status == Status::Skipped && note == Some(SkipReason::Fresh.as_str())
    })
}

/// The reason in words.
pub(super) fn explain(reason: SkipReason, migration: &Migration, target: &Target) -> String {
    match reason {
        SkipReason::Fresh => "not needed in a fresh environment".to_owned(),
        SkipReason::OtherEnvironment => {
            let meant = migration.only_in().join(", ");
            match &target.environment {
                Some(environment) => format!("meant for {meant}, not for {environment}"),
                None => format!("meant for {meant}, and this environment has no name"),
            }
        }
    }
}
