use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use super::margin::{Lost, Margin, Moment};
use crate::clock::Clock;

/// What stands between a lease and each request under it. Once lost, it stays lost.
#[derive(Debug)]
pub(crate) struct Guard {
    clock: Clock,
    margin: Mutex<Margin>,
    lost: OnceLock<Lost>,
}

impl Guard {
    /// Guards a lease whose acquisition was sent at `sent`.
    pub(crate) fn new(clock: Clock, lease: Duration, sent: Moment) -> Self {
        Self {
            clock,
            margin: Mutex::new(Margin::new(lease, sent)),
            lost: OnceLock::new(),
        }
    }

    /// Whether a request that may take `attempt` can be sent now.
    pub(crate) fn check(&self, attempt: Duration) -> Result<(), Lost> {
        if let Some(&lost) = self.lost.get() {
            return Err(lost);
        }
        self.margin()
            .check(Moment::now(&self.clock), attempt)
            .inspect_err(|&lost| self.lose(lost))
    }

    /// How long such a request can still be sent.
    pub(crate) fn remaining(&self, attempt: Duration) -> Duration {
        self.margin().remaining(Moment::now(&self.clock), attempt)
    }

    /// A renewal that was sent at `sent` was acknowledged.
    pub(crate) fn renewed(&self, lease: Duration, sent: Moment) {
        *self.margin.lock().unwrap_or_else(PoisonError::into_inner) = Margin::new(lease, sent);
    }

    /// The lease is gone: nothing more is sent under it. The first reason stays.
    pub(crate) fn lose(&self, lost: Lost) {
        let _the_first = self.lost.get_or_init(|| lost);
    }

    /// Why the lease is gone, where that was noticed.
    pub(crate) fn lost(&self) -> Option<Lost> {
        self.lost.get().copied()
    }

    fn margin(&self) -> Margin {
        *self.margin.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
