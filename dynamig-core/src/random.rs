//! The only source of randomness, which a test may seed.

use std::sync::{Arc, Mutex, PoisonError};

/// Random names and waits. Cheap to clone; clones share one sequence.
#[derive(Clone, Debug)]
pub struct Random(Arc<Mutex<fastrand::Rng>>);

impl Random {
    /// A source that differs from run to run and from host to host.
    #[must_use]
    pub fn from_entropy() -> Self {
        Self(Arc::new(Mutex::new(fastrand::Rng::new())))
    }

    /// A source that says the same in each run.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(fastrand::Rng::with_seed(seed))))
    }

    /// A name of 128 random bits, in hexadecimal.
    #[must_use]
    pub fn name(&self) -> String {
        let bits = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .u128(..);
        format!("{bits:032x}")
    }

    /// A whole number from 0 up to, and without, this one; 0 where that is 0.
    pub(crate) fn below(&self, bound: u32) -> u32 {
        match bound {
            0 => 0,
            _ => self
                .0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .u32(..bound),
        }
    }

    /// A number from 0 up to, and without, 1.
    #[must_use]
    pub fn fraction(&self) -> f64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).f64()
    }
}
