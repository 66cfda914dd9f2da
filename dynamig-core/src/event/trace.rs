use super::Event;
use crate::item_check::ItemCheck;

/// Gives events to [`tracing`]: failures as errors, warnings as warnings, progress as debug, the rest as information.
///
/// The sink that a [`Migrator`](crate::Migrator) has unless it is given another.
pub fn trace(event: &Event) {
    match event {
        Event::MigrationFailed { id, error, .. } => {
            tracing::error!(target: "dynamig", %id, error, "migration failed")
        }
        Event::Warned { message, hint } => tracing::warn!(target: "dynamig", hint, "{message}"),
        Event::Progress { id, message } => tracing::debug!(target: "dynamig", %id, "{message}"),
        Event::LockAwaited {
            actor,
            host,
            pid,
            run,
            ..
        } => {
            tracing::info!(target: "dynamig", actor, host, pid, run, "waiting for the lock");
        }
        Event::MigrationStarted {
            id, n, of, attempt, ..
        } => {
            tracing::info!(target: "dynamig", %id, n, of, attempt, "migration started");
        }
        Event::MigrationFinished {
            id,
            direction,
            elapsed,
            ..
        } => {
            tracing::info!(target: "dynamig", %id, ?direction, ?elapsed, "migration finished");
        }
        Event::MigrationRecorded {
            id, action, note, ..
        } => {
            tracing::info!(target: "dynamig", %id, action, note, "migration recorded");
        }
        Event::ItemsStarted { id, table, .. } => {
            tracing::info!(target: "dynamig", %id, table, "item migration started");
        }
        Event::ItemsCollecting { id, directory } => {
            let directory = directory.display();
            tracing::info!(target: "dynamig", %id, %directory, "item migration calls its function for every item");
        }
        Event::ItemsCollected { id, answers, bytes } => {
            tracing::info!(target: "dynamig", %id, answers, bytes, "item migration begins to write");
        }
        Event::ItemsWished { id, wish } => {
            tracing::info!(target: "dynamig", %id, wish, "item migration");
        }
        Event::ItemsFailed { id, error, .. } => {
            tracing::error!(target: "dynamig", %id, error, "item migration failed");
        }
        Event::ItemsProgressed { id, progress } => {
            tracing::debug!(target: "dynamig", %id, ?progress, "item migration");
        }
        Event::ItemsFinished { id, progress, .. } => {
            tracing::info!(target: "dynamig", %id, ?progress, "item migration finished");
        }
        Event::ItemsLookedAt { table, items, .. } => {
            tracing::debug!(target: "dynamig", table, items, "items looked at");
        }
        Event::ItemsChecked(check) => {
            let ItemCheck { table, index, .. } = &**check;
            tracing::info!(target: "dynamig", table, index, "items checked: {check}");
        }
        Event::TableAwaited {
            table,
            part,
            state,
            since,
        } => {
            tracing::info!(target: "dynamig", table, ?part, state, ?since, "waiting for a table");
        }
        Event::TableNoted { kind, message } => {
            tracing::info!(target: "dynamig", ?kind, "{message}");
        }
        Event::TableChanged {
            table,
            detail,
            elapsed,
            ..
        } => {
            tracing::info!(target: "dynamig", table, detail, ?elapsed, "table changed");
        }
        Event::TableReleased { table } => {
            tracing::info!(target: "dynamig", table, "table released")
        }
        Event::MetaTableCreated { table } => {
            tracing::info!(target: "dynamig", table, "meta table created")
        }
        Event::LockAcquired { generation, waited } => {
            tracing::info!(target: "dynamig", generation, ?waited, "lock acquired");
        }
        Event::QuarantineStarted { wait } => {
            tracing::info!(target: "dynamig", ?wait, "waiting: the lock was released by force");
        }
        Event::LockReleased => tracing::info!(target: "dynamig", "lock released"),
    }
}
