use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How much memory the items of all pages may take together that are read and not dealt with. Whoever wants to read waits for
/// room. Clones share it.
#[derive(Clone, Debug)]
pub(crate) struct Budget {
    /// One permit for each kilobyte.
    room: Arc<Semaphore>,
    whole: u32,
}

/// The room of one page, given back with it.
#[derive(Debug)]
pub(crate) struct Room(Option<OwnedSemaphorePermit>);

/// A page has a megabyte at the most, as DynamoDB counts.
const PAGE: f64 = 1024.0;
/// So much more an item takes here: the map of its attributes, and a text for each name and value.
const AS_ITEMS: f64 = 6.0;
/// An eventually consistent read of so many kilobytes is one unit.
const UNIT: f64 = 8.0;

impl Budget {
    /// Of so many bytes, and of one page at least.
    pub(crate) fn of(bytes: u64) -> Self {
        let kilobytes = u32::try_from(bytes / 1024).unwrap_or(u32::MAX);
        let whole = kilobytes.max(kilobytes_of(PAGE)).min(most());
        Self {
            room: Arc::new(Semaphore::new(whole as usize)),
            whole,
        }
    }

    /// Waits until there is room for a page, however large it will be.
    pub(super) async fn page(&self) -> Room {
        let wanted = kilobytes_of(PAGE).min(self.whole);
        // It is never closed; and without a permit nothing is held back.
        Room(self.room.clone().acquire_many_owned(wanted).await.ok())
    }
}

impl Room {
    /// For items that take little.
    pub(super) fn none() -> Self {
        Self(None)
    }

    /// Gives back what a page does not need that consumed so many units.
    pub(super) fn shrink_to(&mut self, read_units: f64) {
        let needed = kilobytes_of(read_units * UNIT);
        self.keep(needed);
    }

    /// Half of the page is dealt with.
    pub(super) fn halve(&mut self) {
        let held = self.0.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        self.keep(u32::try_from(held / 2).unwrap_or(u32::MAX));
    }

    fn keep(&mut self, kilobytes: u32) {
        if let Some(held) = &mut self.0 {
            let surplus = held.num_permits().saturating_sub(kilobytes as usize);
            drop(held.split(surplus));
        }
    }
}

/// What so many kilobytes of a table take.
fn kilobytes_of(of_table: f64) -> u32 {
    // A number beyond all bounds becomes the largest that there is.
    (of_table * AS_ITEMS).ceil() as u32
}

/// The semaphore takes no more.
fn most() -> u32 {
    u32::try_from(Semaphore::MAX_PERMITS).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    const MB: u64 = 1 << 20;

    #[test]
    fn as_many_pages_are_read_at_once_as_there_is_room_for() {
        let budget = Budget::of(13 * MB);
        let first = budget.page().now_or_never();
        let second = budget.page().now_or_never();
        assert!(first.is_some() && second.is_some());
        assert!(budget.page().now_or_never().is_none());
        drop(first);
        assert!(budget.page().now_or_never().is_some());
    }

    #[test]
    fn a_page_gives_back_what_it_does_not_need_and_half_of_that_when_it_is_half_done() {
        let budget = Budget::of(6 * MB);
        let free = || budget.room.available_permits() as u64;
        let mut page = budget.page().now_or_never().unwrap_or(Room::none());
        assert_eq!(free(), 0);
        // 64 units: half a megabyte of the table, three of items.
        page.shrink_to(64.0);
        assert_eq!(free(), 3 * 1024);
        page.halve();
        assert_eq!(free(), 4 * 1024 + 512);
        // Told twice, or of more than was thought.
        page.shrink_to(1e9);
        assert_eq!(free(), 4 * 1024 + 512);
        drop(page);
        assert_eq!(free(), 6 * 1024);
    }

    #[test]
    fn there_is_always_room_for_one_page() {
        let budget = Budget::of(0);
        let page = budget.page().now_or_never();
        assert!(page.is_some());
        assert!(budget.page().now_or_never().is_none());
    }
}
