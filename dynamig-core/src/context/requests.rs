use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How many requests were sent, by operation, and the capacity units that their answers named.
///
/// Units are counted where the request asked for them (`ReturnConsumedCapacity`). Cheap to clone; clones count together.
#[derive(Clone, Debug, Default)]
pub struct Requests(Arc<Mutex<Counts>>);

#[derive(Debug, Default)]
struct Counts {
    operations: BTreeMap<String, u64>,
    units: f64,
}

impl Requests {
    /// The number of requests sent, attempts of retries included.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.by_operation().values().sum()
    }

    /// The number of requests by operation, for example `PutItem`.
    #[must_use]
    pub fn by_operation(&self) -> BTreeMap<String, u64> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .operations
            .clone()
    }

    /// The capacity units that answers named.
    #[must_use]
    pub fn units(&self) -> f64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).units
    }

    /// Counts what another has counted.
    pub(crate) fn add(&self, other: &Self) {
        let (theirs, units) = (other.by_operation(), other.units());
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (operation, count) in theirs {
            *counts.operations.entry(operation).or_default() += count;
        }
        counts.units += units;
    }

    pub(super) fn sent(&self, operation: &str) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.operations.entry(operation.to_owned()).or_default() += 1;
    }

    pub(super) fn consumed(&self, units: f64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).units += units;
    }
}
