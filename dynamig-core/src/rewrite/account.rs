use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::estimate::{Consumed, Elsewhere, MicroDollars, Tariff, Units};

/// How much a run may do, by all its processes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Limits {
    /// What its units may cost; none: anything.
    pub(crate) cost: Option<MicroDollars>,
    /// How many items it may scan; none: all.
    pub(crate) items: Option<u64>,
}

/// The limit that a run has reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reached {
    Cost,
    Items,
}

/// What a run has consumed, by all its processes, and what it may.
#[derive(Debug)]
pub(crate) struct Account {
    tariff: Tariff,
    limits: Limits,
    book: Mutex<Book>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Book {
    /// What earlier processes have consumed, by their checkpoints.
    before: Consumed,
    /// What of this process's stands in a checkpoint.
    noted: Consumed,
    /// What this process has written to other tables.
    elsewhere: Elsewhere,
    /// How many items were dealt with when this process began, or went on after a pause.
    scanned: u64,
    /// How many it has begun since.
    begun: u64,
    reached: Option<Reached>,
}

impl Account {
    pub(crate) fn new(tariff: Tariff) -> Self {
        Self {
            tariff,
            limits: Limits::default(),
            book: Mutex::default(),
        }
    }

    pub(crate) fn limit(&mut self, limits: Limits) {
        self.limits = limits;
    }

    pub(crate) fn limits(&self) -> Limits {
        self.limits
    }

    /// Begins with what the checkpoints tell. Those of this process are among them.
    pub(crate) fn begin(&self, checkpointed: Consumed, scanned: u64) {
        let mut book = self.book();
        book.before = checkpointed.beyond(book.noted);
        (book.scanned, book.begun) = (scanned, 0);
        drop(book);
        self.look(Units::default());
    }

    /// Goes on after so many items.
    pub(super) fn scanned(&self, items: u64) {
        let mut book = self.book();
        (book.scanned, book.begun) = (items, 0);
    }

    /// All that the run has consumed, where this process has consumed so much.
    pub(crate) fn consumed(&self, spent: Units) -> Consumed {
        let book = self.book();
        let mut all = book.before;
        all.add(book.by_this_process(spent));
        all
    }

    /// Of what this process has spent, so many units were written to another table, which has a price of its own.
    pub(super) fn write_elsewhere(&self, units: f64, tariff: &Tariff) {
        self.book().elsewhere.write(units, tariff);
    }

    /// What that costs.
    pub(crate) fn cost(&self, spent: Units) -> MicroDollars {
        self.tariff.cost_of(self.consumed(spent))
    }

    /// The limit that was reached.
    pub(crate) fn reached(&self) -> Option<Reached> {
        self.book().reached
    }

    /// Whether another item may be begun. If so, it is counted.
    pub(super) fn begins_another(&self, spent: Units) -> bool {
        if self.look(spent).is_some() {
            return false;
        }
        self.book().begun += 1;
        true
    }

    /// Looks whether a limit is reached, and notes the first that is.
    pub(super) fn look(&self, spent: Units) -> Option<Reached> {
        let costs_too_much = self
            .limits
            .cost
            .is_some_and(|most| self.cost(spent) >= most);
        let mut book = self.book();
        let begun = book.scanned + book.begun;
        let now = match self.limits.items {
            Some(most) if begun >= most => Some(Reached::Items),
            _ => costs_too_much.then_some(Reached::Cost),
        };
        book.reached = book.reached.or(now);
        book.reached
    }

    /// What this process has consumed and noted in no checkpoint, which from now on is noted.
    pub(super) fn note(&self, spent: Units) -> Consumed {
        let mut book = self.book();
        let more = book.by_this_process(spent).beyond(book.noted);
        book.noted.add(more);
        more
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Book {
    fn by_this_process(&self, units: Units) -> Consumed {
        let elsewhere = self.elsewhere;
        Consumed { units, elsewhere }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Billing, Definition, Observed};

    /// On demand: a million write units are $0.625.
    fn account(limits: Limits) -> Account {
        let definition = Definition {
            billing: Some(Billing::OnDemand),
            ..Definition::default()
        };
        let observed = Observed {
            definition,
            ..Observed::default()
        };
        let mut account = Account::new(Tariff::of(&observed, ""));
        account.limit(limits);
        account
    }

    fn writes(units: f64) -> Units {
        Units::new(0.0, units)
    }

    fn consumed(units: f64) -> Consumed {
        Consumed {
            units: writes(units),
            ..Consumed::default()
        }
    }

    #[test]
    fn so_many_items_are_begun_and_no_more() {
        let account = account(Limits {
            items: Some(10),
            ..Limits::default()
        });
        account.begin(Consumed::default(), 7);
        let begun = (0..9).filter(|_| account.begins_another(Units::default()));
        assert_eq!(begun.count(), 3);
        assert_eq!(account.reached(), Some(Reached::Items));
    }

    #[test]
    fn items_that_were_begun_and_not_counted_are_begun_again_after_a_pause() {
        let account = account(Limits {
            items: Some(10),
            ..Limits::default()
        });
        account.begin(Consumed::default(), 0);
        assert!((0..8).all(|_| account.begins_another(Units::default())));
        account.begin(Consumed::default(), 5);
        let begun = (0..9).filter(|_| account.begins_another(Units::default()));
        assert_eq!(begun.count(), 5);
    }

    #[test]
    fn what_all_processes_have_consumed_counts() {
        let account = account(Limits {
            cost: Some(MicroDollars::new(625)),
            ..Limits::default()
        });
        account.begin(consumed(600.0), 0);
        assert!(account.begins_another(writes(398.0)));
        assert_eq!(account.cost(writes(398.0)).get(), 624, "623.75, rounded up");
        assert!(!account.begins_another(writes(400.0)));
        assert_eq!(account.reached(), Some(Reached::Cost));
    }

    #[test]
    fn a_limit_that_earlier_processes_have_reached_is_reached_at_once() {
        let account = account(Limits {
            cost: Some(MicroDollars::new(625)),
            ..Limits::default()
        });
        account.begin(consumed(1_000.0), 0);
        assert_eq!(account.reached(), Some(Reached::Cost));
    }

    #[test]
    fn what_is_noted_in_a_checkpoint_is_not_counted_twice() {
        let account = account(Limits::default());
        account.begin(consumed(100.0), 0);
        assert_eq!(account.note(writes(30.0)), consumed(30.0));
        assert_eq!(account.note(writes(50.0)), consumed(20.0));
        // After a pause the checkpoints tell of this process too.
        account.begin(consumed(150.0), 0);
        assert_eq!(account.consumed(writes(60.0)), consumed(160.0));
    }

    #[test]
    fn what_was_written_to_another_table_costs_what_it_does_there() {
        let definition = Definition {
            billing: Some(Billing::Provisioned),
            ..Definition::default()
        };
        let observed = Observed {
            definition,
            ..Observed::default()
        };
        let provisioned = Tariff::of(&observed, "");
        let account = account(Limits::default());
        account.begin(Consumed::default(), 0);
        account.write_elsewhere(400.0, &provisioned);
        assert_eq!(account.cost(writes(1_000.0)).get(), 375, "600 of its own");
        let first = account.note(writes(1_000.0));
        account.write_elsewhere(100.0, &provisioned);
        let mut all = account.note(writes(1_100.0));
        all.add(first);
        assert_eq!((all.units, all.elsewhere.units), (writes(1_100.0), 500.0));

        let mut there = Elsewhere::default();
        there.write(1_000.0, &account.tariff);
        let run = Consumed {
            units: writes(1_000.0),
            elsewhere: there,
        };
        assert_eq!(provisioned.cost_of(run).get(), 625, "it is paid there");
    }
}
