use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use tokio::time::Instant;

use super::ReadUnits;
use crate::event::{Event, Events};

/// So often a long look is told of.
const INTERVAL: Duration = Duration::from_secs(10);

/// How far the look at one table is, in all its parts together.
pub(crate) struct Progress {
    table: String,
    events: Events,
    started: Instant,
    so_far: Mutex<SoFar>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct SoFar {
    items: u64,
    read_units: ReadUnits,
    /// After how long it was last told.
    told: Duration,
}

impl Progress {
    pub(crate) fn new(table: &str, events: &Events) -> Self {
        Self {
            table: table.to_owned(),
            events: events.clone(),
            started: Instant::now(),
            so_far: Mutex::default(),
        }
    }

    /// Counts a page, and tells of it where nothing was told for long.
    pub(crate) fn page(&self, items: u64, read_units: ReadUnits) {
        let elapsed = self.started.elapsed();
        let told = {
            let mut so_far = self.so_far.lock().unwrap_or_else(PoisonError::into_inner);
            so_far.page(items, read_units, elapsed)
        };
        if let Some(so_far) = told {
            self.events.emit(Event::ItemsLookedAt {
                table: self.table.clone(),
                items: so_far.items,
                read_units: so_far.read_units,
                elapsed,
            });
        }
    }

    /// What was consumed so far.
    pub(crate) fn read_units(&self) -> ReadUnits {
        let so_far = self.so_far.lock().unwrap_or_else(PoisonError::into_inner);
        so_far.read_units
    }
}

impl SoFar {
    fn page(&mut self, items: u64, read_units: ReadUnits, elapsed: Duration) -> Option<Self> {
        self.items += items;
        self.read_units += read_units;
        if elapsed.saturating_sub(self.told) < INTERVAL {
            return None;
        }
        self.told = elapsed;
        Some(*self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_look_is_told_of_once_in_an_interval_and_a_short_one_never() {
        let mut so_far = SoFar::default();
        let told = [3, 9, 10, 11, 19, 25].map(|seconds| {
            let page = so_far.page(5, ReadUnits::told(0.5), Duration::from_secs(seconds));
            page.map(|so_far| (so_far.items, so_far.read_units.as_f64()))
        });
        let nothing = None;
        let expected = [
            nothing,
            nothing,
            Some((15, 1.5)),
            nothing,
            nothing,
            Some((30, 3.0)),
        ];
        assert_eq!(told, expected);
    }
}
