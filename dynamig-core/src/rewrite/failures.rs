use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::item::{Attributes, ItemFault};
use crate::meta::Key;
use crate::migration::MaxErrors;

/// An item that an item migration failed on, and went past because that is allowed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FailedItem {
    /// A hash of the item's key: two failures of one item have the same. The key itself is in the row of the meta table
    /// that [`retry`](crate::Migrator::retry) goes by.
    pub item: String,
    /// What kind of failure: `shape`, `answer`, `function` or `panic`.
    pub class: String,
    /// What it failed with, redacted and cut.
    pub message: String,
}

/// The note of such an item.
#[derive(Debug)]
pub(crate) struct Noted {
    /// Where the note stands.
    pub(crate) row: Key,
    /// The item's key.
    pub(crate) key: Attributes,
    /// What it failed with.
    pub(crate) failed: FailedItem,
}

/// How many items of a run have failed, and how many may.
#[derive(Debug)]
pub(crate) struct Failures {
    most: MaxErrors,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// In the run, by this process and those before it.
    failed: u64,
    /// The first ones of this process.
    told: Vec<FailedItem>,
}

/// A report lists no more of them; the rows have all.
const TOLD: usize = 1_000;
/// A share of all items is judged from so many on, and once more at the end.
const FIRST_JUDGED: u64 = 1_000;

impl Failures {
    pub(crate) fn new(most: MaxErrors) -> Self {
        Self {
            most,
            state: Mutex::default(),
        }
    }

    /// How many earlier processes of the run have gone past.
    pub(super) fn begin(&self, failed: u64) {
        self.state().failed = failed;
    }

    /// From now on any number may fail: each of them did before.
    pub(crate) fn take_all(&mut self) {
        self.most = MaxErrors::Percent(100);
    }

    /// Whether one more may fail when so many were scanned. If so, it is counted.
    pub(super) fn takes(&self, scanned: u64) -> bool {
        let mut state = self.state();
        let takes = self.allows(state.failed + 1, scanned.max(FIRST_JUDGED));
        state.failed += u64::from(takes);
        takes
    }

    /// How many have failed, and were not dealt with since.
    pub(super) fn failed(&self) -> u64 {
        self.state().failed
    }

    /// Whether all that failed of so many items may.
    pub(super) fn allows_those_of(&self, scanned: u64) -> bool {
        self.allows(self.failed(), scanned)
    }

    /// Whether so many of so many are no more than may fail.
    fn allows(&self, failed: u64, scanned: u64) -> bool {
        match self.most {
            MaxErrors::Count(most) => failed <= most,
            MaxErrors::Percent(percent) => {
                failed.saturating_mul(100) <= scanned.saturating_mul(percent.into())
            }
        }
    }

    pub(super) fn tell(&self, failed: FailedItem) {
        let mut state = self.state();
        if state.told.len() < TOLD {
            state.told.push(failed);
        }
    }

    /// The first ones of this process.
    pub(crate) fn told(&self) -> Vec<FailedItem> {
        self.state().told.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ItemFault {
    /// The kind of failure, in a word.
    pub(super) fn class(&self) -> &'static str {
        match self {
            Self::Shape(_) => "shape",
            Self::Answer(_) => "answer",
            Self::Function(_) => "function",
            Self::Panic(_) => "panic",
        }
    }
}

/// What stands for a key where values must not be told.
pub(crate) fn key_hash(key: &Attributes) -> String {
    let mut parts: Vec<_> = key.iter().collect();
    parts.sort_by(|one, other| one.0.cmp(other.0));
    let mut hasher = Sha256::new();
    for (name, value) in parts {
        hasher.update(name);
        hasher.update([0]);
        hasher.update(format!("{value:?}"));
        hasher.update([0]);
    }
    let digest = hasher.finalize();
    digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_a_count_whatever_was_scanned() {
        let failures = Failures::new(MaxErrors::Count(2));
        assert!(failures.takes(5) && failures.takes(5));
        assert!(!failures.takes(1_000_000));
        assert!(!Failures::new(MaxErrors::Count(0)).takes(1_000_000));
    }

    #[test]
    fn a_share_is_judged_from_a_thousand_items_on() {
        let failures = Failures::new(MaxErrors::Percent(1));
        let taken = (0..20).take_while(|_| failures.takes(1)).count();
        assert_eq!(taken, 10);
        assert!(failures.takes(1_100), "eleven of eleven hundred");
        assert!(!failures.allows(11, 1_000));
    }

    #[test]
    fn what_an_earlier_process_went_past_counts() {
        let failures = Failures::new(MaxErrors::Count(2));
        failures.begin(2);
        assert!(!failures.takes(10));
    }
}
