use std::collections::BTreeMap;
use std::time::Duration;

use crate::strict::Budget;
use crate::strict::clock::Moment;

/// When what is limited in time was changed.
#[derive(Clone, Debug, Default)]
pub(in crate::strict) struct Spent {
    pub(in crate::strict) ttl: Vec<Moment>,
    pub(in crate::strict) class: Vec<Moment>,
    pub(in crate::strict) encryption: Vec<Moment>,
    pub(in crate::strict) protection: Vec<Moment>,
    pub(in crate::strict) policy: Vec<Moment>,
    /// By index; those of the table itself under no name.
    decreases: BTreeMap<Option<String>, Vec<Moment>>,
}

impl Spent {
    /// Spends one change of `budget` at a moment.
    pub(in crate::strict) fn spend(&mut self, budget: Budget, at: Moment) {
        match budget {
            Budget::Ttl => self.ttl.push(at),
            Budget::Class => self.class.push(at),
            Budget::Encryption => self.encryption.push(at),
            Budget::Protection => self.protection.push(at),
            Budget::Policy => self.policy.push(at),
            Budget::Decrease => self.decrease(None, at),
            Budget::IndexDecrease(index) => self.decrease(Some(index), at),
        }
    }

    pub(in crate::strict) fn decrease(&mut self, index: Option<String>, at: Moment) {
        self.decreases.entry(index).or_default().push(at);
    }

    /// The decreases of an index, or of the table itself.
    pub(in crate::strict) fn decreases(&self, index: Option<&str>) -> &[Moment] {
        let index = index.map(str::to_owned);
        self.decreases.get(&index).map_or(&[], Vec::as_slice)
    }
}

/// How many of the moments are within `window` before now.
pub(in crate::strict) fn within(moments: &[Moment], now: Moment, window: Duration) -> usize {
    moments
        .iter()
        .filter(|&&moment| now.since(moment) < window)
        .count()
}
