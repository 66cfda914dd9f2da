use std::sync::Arc;

use tokio::sync::Mutex;

use super::fence::Permit;
use crate::history::Journal;
use crate::lease::Lease;

/// Whether a migration may write.
#[derive(Clone)]
pub(crate) enum Grant {
    /// Under a lease.
    Leased {
        /// Renewed before each change of a table.
        lease: Arc<Lease>,
        /// Where steps and the applied mark are stored.
        journal: Arc<Mutex<Journal>>,
    },
    /// It is tried out: what it reads is there, and nothing is written anywhere.
    Reads,
}

impl Grant {
    /// What may be sent then.
    pub(super) fn permit(&self) -> Permit {
        match self {
            Self::Leased { lease, .. } => Permit::UnderLease(lease.guard().clone()),
            Self::Reads => Permit::Reads,
        }
    }
}
