use std::time::Duration;

use serde::Serialize;

use super::{Span, Units};
use crate::rewrite::Rates;

/// How long a run takes at the rates that limit it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum AtCap {
    /// Nothing limits it: as long as DynamoDB and the function take.
    NotLimited,
    /// A part is asked for of what is provisioned or warm, and that is not known: `up` refuses to begin.
    Unknown,
    /// Read or written no faster than this, and so no sooner done.
    Limited {
        /// The most read units a second; none: not limited.
        max_rcu: Option<f64>,
        /// The most write units a second; none: not limited.
        max_wcu: Option<f64>,
        /// So many seconds at least.
        seconds: Span<u64>,
    },
}

/// A rate that rises begins with this part of it.
const FIRST: f64 = 0.1;

impl AtCap {
    /// How long it takes to consume at least and at most so many units. Rates that rise do so over the time given.
    pub(super) fn of(rates: Option<Rates>, rises: Option<Duration>, units: Span<Units>) -> Self {
        let Some(rates) = rates else {
            return Self::Unknown;
        };
        if rates.reads.is_none() && rates.writes.is_none() {
            return Self::NotLimited;
        }
        let seconds = |units: Units| {
            let reads = at(units.read, rates.reads, rises);
            let writes = at(units.write, rates.writes, rises);
            reads.max(writes).ceil() as u64
        };
        Self::Limited {
            max_rcu: rates.reads,
            max_wcu: rates.writes,
            seconds: Span {
                from: seconds(units.from),
                to: seconds(units.to),
            },
        }
    }
}

/// How many seconds so many units take; none where nothing limits them.
fn at(units: f64, rate: Option<f64>, rises: Option<Duration>) -> f64 {
    let Some(rate) = rate.filter(|rate| *rate > 0.0) else {
        return 0.0;
    };
    let rises = rises.map_or(0.0, |rises| rises.as_secs_f64());
    let while_it_rises = rate * rises * (FIRST + 1.0) / 2.0;
    if rises == 0.0 || units >= while_it_rises {
        return rises + (units - while_it_rises) / rate;
    }
    // Where units = rate (FIRST t + (1 - FIRST) t² / (2 rises)).
    let (a, b) = ((1.0 - FIRST) / (2.0 * rises), FIRST);
    ((b * b + 4.0 * a * units / rate).sqrt() - b) / (2.0 * a)
}
