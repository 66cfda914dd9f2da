use std::fmt;
use std::iter::Sum;

use serde::{Serialize, Serializer};

/// Read units of DynamoDB, as exact as it tells them: in halves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadUnits {
    halves: u64,
}

impl ReadUnits {
    /// What an answer says was consumed.
    pub(crate) fn told(units: f64) -> Self {
        // A number below zero or beyond all bounds becomes the nearest that there is.
        let halves = (units * 2.0).round() as u64;
        Self { halves }
    }

    /// The same as a number.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        self.halves as f64 / 2.0
    }
}

impl Sum for ReadUnits {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        let halves = all.map(|one| one.halves).sum();
        Self { halves }
    }
}

impl std::ops::AddAssign for ReadUnits {
    fn add_assign(&mut self, other: Self) {
        self.halves += other.halves;
    }
}

impl fmt::Display for ReadUnits {
    /// `2.5`, and `2` of a whole number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_f64().fmt(f)
    }
}

impl Serialize for ReadUnits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_f64().serialize(serializer)
    }
}
