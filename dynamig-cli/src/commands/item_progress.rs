//! How far item migrations are, whoever runs them.

use dynamig::report::{MigrationReport, Report, State};
use dynamig::{MigrationId, Migrator};

use crate::failure::Failure;
use crate::output::stored_progress;

/// Puts into a report how far those are that were begun and have not ended. A Query and two GetItems each.
pub(super) async fn add(report: &mut Report, migrator: &Migrator) -> Result<(), Failure> {
    for one in report
        .migrations
        .iter_mut()
        .filter(|one| may_be_on_its_way(one))
    {
        let Ok(id) = one.id.parse::<MigrationId>() else {
            continue;
        };
        let progress = migrator.item_progress(&id).await?;
        one.progress = progress.as_ref().map(stored_progress);
    }
    Ok(())
}

fn may_be_on_its_way(one: &MigrationReport) -> bool {
    let is_begun = matches!(
        one.state,
        State::Running | State::Paused | State::Cancelled | State::Failed | State::Reverting
    );
    is_begun && one.kind != Some("once")
}
