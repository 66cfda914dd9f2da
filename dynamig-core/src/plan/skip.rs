use super::{SkipReason, Target};
use crate::history::History;
use crate::migration::{Fresh, Migration};

/// Why a pending migration is recorded as skipped; none where it is to be run.
pub(crate) fn skip_reason(
    migration: &Migration,
    history: &History,
    target: &Target,
) -> Option<SkipReason> {
    let only_in = migration.only_in();
    let environment = target.environment.as_ref();
    if !only_in.is_empty() && !environment.is_some_and(|name| only_in.contains(name)) {
        Some(SkipReason::OtherEnvironment)
    } else if migration.fresh() == Fresh::Skip && history.is_fresh() {
        Some(SkipReason::Fresh)
    } else {
        None
    }
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
