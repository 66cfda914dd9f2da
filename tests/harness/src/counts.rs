use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;

use crate::{Access, Seen};

/// How many requests were sent, by operation: a snapshot. Each attempt counts, refused ones and retries too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    by_operation: BTreeMap<String, u64>,
    writes: u64,
}

impl Counts {
    /// All requests.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.by_operation.values().sum()
    }

    /// The requests of one operation, for example `GetItem`.
    #[must_use]
    pub fn of(&self, operation: &str) -> u64 {
        self.by_operation.get(operation).copied().unwrap_or(0)
    }

    /// The requests that may change something.
    #[must_use]
    pub fn writes(&self) -> u64 {
        self.writes
    }

    /// What was sent after `earlier` was taken.
    #[must_use]
    pub fn since(&self, earlier: &Self) -> Self {
        let by_operation = self
            .by_operation
            .iter()
            .map(|(operation, count)| (operation.clone(), count - earlier.of(operation)))
            .filter(|(_, count)| *count > 0)
            .collect();
        Self {
            by_operation,
            writes: self.writes - earlier.writes,
        }
    }
}

/// The counts and the last requests of a stack, shared by all its connectors.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record(Arc<Mutex<Recorded>>);

#[derive(Debug, Default)]
struct Recorded {
    counts: Counts,
    last: VecDeque<Seen>,
}

impl Record {
    /// As many as a test can want to look at; a load test does not fill the memory.
    const KEPT: usize = 10_000;

    pub(crate) fn counts(&self) -> Counts {
        self.with(|recorded| recorded.counts.clone())
    }

    pub(crate) fn last(&self) -> Vec<Seen> {
        self.with(|recorded| recorded.last.iter().cloned().collect())
    }

    fn add(&self, seen: Seen) {
        self.with(|recorded| {
            let counts = &mut recorded.counts;
            *counts
                .by_operation
                .entry(seen.operation.clone())
                .or_default() += 1;
            counts.writes += u64::from(seen.access == Access::Write);
            if recorded.last.len() == Self::KEPT {
                recorded.last.pop_front();
            }
            recorded.last.push_back(seen);
        });
    }

    fn with<T>(&self, look: impl FnOnce(&mut Recorded) -> T) -> T {
        look(&mut self.0.lock().expect("no test panics while it counts"))
    }
}

/// The first layer: counts and records each request.
#[derive(Debug)]
pub(crate) struct Counting {
    pub(crate) record: Record,
    pub(crate) inner: SharedHttpConnector,
}

impl HttpConnector for Counting {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        self.record.add(Seen::of(&request));
        self.inner.call(request)
    }
}
