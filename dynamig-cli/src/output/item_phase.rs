//! What an item migration is at, and how many items that is of how many.

use dynamig::rewrite::{ItemPhase, ItemProgress};

/// What is stored of a run whose writes are deferred, until the first of them.
pub(super) const NOTHING_WRITTEN: &str =
    "the function is called for every item, and nothing is written yet";

/// What it is at, where that has to be said.
pub(super) fn at(phase: ItemPhase) -> &'static str {
    match phase {
        ItemPhase::Streaming => "",
        ItemPhase::Collecting => "collecting: ",
        ItemPhase::Writing => "writing: ",
    }
}

/// How many items this phase has dealt with.
pub(super) fn done(progress: &ItemProgress) -> u64 {
    match progress.phase {
        ItemPhase::Streaming | ItemPhase::Collecting => progress.counts.scanned,
        ItemPhase::Writing => progress.counts.settled(),
    }
}

/// How many it is to deal with, as far as that is known.
pub(super) fn all(progress: &ItemProgress) -> u64 {
    match progress.phase {
        ItemPhase::Streaming | ItemPhase::Collecting => progress.items,
        ItemPhase::Writing => progress.counts.scanned,
    }
}
