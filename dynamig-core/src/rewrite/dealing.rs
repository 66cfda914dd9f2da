use std::collections::VecDeque;
use std::sync::Arc;

use tokio::sync::Notify;

use super::budget::Room;
use super::counts::{Became, ItemCounts};
use super::slow::Slow;
use crate::item::Attributes;

/// A page while its items are dealt with. Those before the first that is not are let go of, and make room for the next
/// page.
pub(super) struct Dealing<'a> {
    became: Vec<Option<Became>>,
    /// From the first on that is not dealt with.
    left: VecDeque<Arc<Attributes>>,
    /// The one before.
    last: Option<Arc<Attributes>>,
    /// Of those that are let go of.
    counts: ItemCounts,
    is_half_dealt_with: &'a Notify,
    /// What the items take.
    room: Room,
    /// How long the writes of its segment wait.
    pub(super) slow: Arc<Slow>,
    pub(super) before: Before,
}

/// Whether an earlier process may have written some of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    Nobody,
    Perhaps,
}

impl<'a> Dealing<'a> {
    pub(super) fn new(
        items: Vec<Arc<Attributes>>,
        room: Room,
        slow: &Arc<Slow>,
        is_half_dealt_with: &'a Notify,
    ) -> Self {
        Self {
            became: vec![None; items.len()],
            left: items.into(),
            last: None,
            counts: ItemCounts::default(),
            is_half_dealt_with,
            room,
            slow: slow.clone(),
            before: Before::Nobody,
        }
    }

    /// Notes what became of an item; none where nothing did.
    pub(super) fn note(&mut self, n: usize, one: Option<Became>) {
        self.became[n] = one;
        while let Some(&Some(became)) = self.became.get(self.dealt()) {
            self.last = self.left.pop_front();
            self.counts.scanned += 1;
            self.counts.note(became);
            if self.dealt() == self.became.len() / 2 {
                self.room.halve();
                self.is_half_dealt_with.notify_one();
            }
        }
    }

    /// What became of those before the first that is not dealt with, and, where there is one, the last before it.
    pub(super) fn end(self) -> (ItemCounts, Option<Option<Arc<Attributes>>>) {
        // Where that was not half of the page, or the page is empty.
        self.is_half_dealt_with.notify_one();
        let stopped_after = (!self.left.is_empty()).then_some(self.last);
        (self.counts, stopped_after)
    }

    fn dealt(&self) -> usize {
        self.became.len() - self.left.len()
    }
}
