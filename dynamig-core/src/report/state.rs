use serde::Serialize;

use crate::history::{MigrationRow, Status};
use crate::plan::{Is, Standing};

/// Where a migration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum State {
    /// It was never run.
    Pending,
    /// Its function was started and has not been seen to end: it runs now, or its process died.
    Running,
    /// A person paused it.
    Paused,
    /// A person cancelled it.
    Cancelled,
    /// Done.
    Applied,
    /// It failed, and `up` runs it again.
    Failed,
    /// Its down is half done.
    Reverting,
    /// It was undone: pending again.
    Reverted,
    /// Recorded as applied without running.
    Baselined,
    /// Recorded as not meant for this environment.
    Skipped,
    /// In the history, but not linked, or in a form that this release does not know.
    Unknown,
    /// Applied, and edited since.
    Edited,
    /// Pending, but `up` cannot run it: it depends on one that is held, or may be another under a new name.
    Blocked,
}

impl State {
    /// The state as JSON and people have it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Cancelled => "cancelled",
            Self::Applied => "applied",
            Self::Failed => "failed",
            Self::Reverting => "reverting",
            Self::Reverted => "reverted",
            Self::Baselined => "baselined",
            Self::Skipped => "skipped",
            Self::Unknown => "unknown",
            Self::Edited => "edited",
            Self::Blocked => "blocked",
        }
    }

    /// Where a linked migration stands that nothing blocks.
    pub(super) fn of(standing: &Standing<'_>) -> Self {
        match (standing.is, standing.row) {
            (Is::Suspect, _) => Self::Blocked,
            (_, None) => Self::Pending,
            (Is::Settled, Some(row)) if row.status != Status::Skipped && standing.is_edited() => {
                Self::Edited
            }
            (_, Some(row)) => Self::of_row(row),
        }
    }

    /// Where a row says that its migration stands.
    pub(super) fn of_row(row: &MigrationRow) -> Self {
        if row.is_newer() {
            return Self::Unknown;
        }
        match row.status {
            Status::Running => Self::Running,
            Status::Paused => Self::Paused,
            Status::Cancelled => Self::Cancelled,
            Status::Applied => Self::Applied,
            Status::Failed => Self::Failed,
            Status::Reverting => Self::Reverting,
            Status::Reverted => Self::Reverted,
            Status::Baselined => Self::Baselined,
            Status::Skipped => Self::Skipped,
            Status::Other(_) => Self::Unknown,
        }
    }
}
