use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::counts::ItemCounts;
use super::spool::{Part, PartWriter, Spool};
use crate::item::Attributes;

/// How far a process is with calling the function for every item.
#[derive(Debug)]
pub(super) struct Collecting {
    spool: Spool,
    /// How many segments there are.
    pub(super) of: u32,
    state: Mutex<State>,
}

#[derive(Debug)]
pub(super) struct State {
    /// Those that nobody is at.
    pub(super) waiting: VecDeque<Gathering>,
    /// Those of which everything is on the disk, with what was counted.
    pub(super) whole: BTreeMap<u32, (Part, ItemCounts)>,
}

/// A segment while its items are gone through.
#[derive(Debug)]
pub(super) struct Gathering {
    pub(super) n: u32,
    /// The key of the last item whose answer is kept.
    pub(super) after: Option<Attributes>,
    pub(super) counts: ItemCounts,
    pub(super) part: PartWriter,
}

impl Collecting {
    pub(super) fn new(spool: Spool, segments: u32) -> Self {
        let waiting = (0..segments).map(|n| Gathering {
            n,
            after: None,
            counts: ItemCounts::default(),
            part: PartWriter::new(spool.part(n)),
        });
        let state = State {
            waiting: waiting.collect(),
            whole: BTreeMap::new(),
        };
        Self {
            spool,
            of: segments,
            state: Mutex::new(state),
        }
    }

    /// Whether each segment is there, be it whole or not: one whose worker hung was left behind.
    pub(super) fn lacks_nothing(&self) -> bool {
        let state = self.state();
        state.waiting.len() + state.whole.len() == self.of as usize
    }

    /// What was counted, and how many segments are whole.
    pub(super) fn so_far(&self) -> (ItemCounts, usize) {
        let state = self.state();
        let mut counts = ItemCounts::default();
        let waiting = state.waiting.iter().map(|gathering| &gathering.counts);
        let whole = state.whole.values().map(|(_, counts)| counts);
        waiting.chain(whole).for_each(|some| counts.add(some));
        (counts, state.whole.len())
    }

    /// The spool, and what it has of each segment.
    pub(super) fn into_parts(self) -> (Spool, BTreeMap<u32, Part>) {
        let state = self
            .state
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        let parts = state.whole.into_iter();
        (self.spool, parts.map(|(n, (part, _))| (n, part)).collect())
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
