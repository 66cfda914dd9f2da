use serde::Serialize;

use super::Refusal;
use super::standing::Standing;
use crate::error::Code;
use crate::settings::Manage;
use crate::table::{TableRow, TableState};

/// What dynamig is to a table. Its words in JSON are a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Ownership {
    /// It is declared, and not there.
    Absent,
    /// It is there, and dynamig does not manage it.
    Unmanaged,
    /// It is compared, and never changed.
    Verified,
    /// It is dynamig's to change.
    Managed,
    /// It was managed; it is no longer declared, and left alone.
    Released,
    /// A newer program has changed it: this one leaves it as it is.
    Outdated,
    /// It was deleted, as declared.
    Dropped,
    /// Nothing is recorded of it, and nobody looked; or what is recorded is a newer release's.
    Unknown,
}

impl Ownership {
    /// The word that JSON and people have for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Unmanaged => "unmanaged",
            Self::Verified => "verified",
            Self::Managed => "managed",
            Self::Released => "released",
            Self::Outdated => "outdated",
            Self::Dropped => "dropped",
            Self::Unknown => "unknown",
        }
    }

    /// Of a declared table that was looked at.
    pub(super) fn of(
        standing: Result<&Standing<'_>, &Refusal>,
        row: Option<&TableRow>,
        manage: Manage,
    ) -> Self {
        let is_managed = row.is_some_and(|row| row.state != TableState::Dropped);
        match standing {
            Err(refusal) if refusal.code == Code::TableAbsent => Self::Absent,
            Ok(Standing::Create) => Self::Absent,
            Ok(Standing::Nothing) => Self::Dropped,
            Ok(Standing::Outdated) => Self::Outdated,
            _ if manage == Manage::Verify => Self::Verified,
            _ if is_managed => Self::Managed,
            _ => Self::Unmanaged,
        }
    }

    /// As a row tells it.
    #[must_use]
    pub fn of_row(row: &TableRow) -> Self {
        match row.state {
            TableState::Managed => Self::Managed,
            TableState::Verified => Self::Verified,
            TableState::Released => Self::Released,
            TableState::Dropped => Self::Dropped,
            TableState::Other(_) => Self::Unknown,
        }
    }
}
