use std::time::{Duration, SystemTime};

use crate::clock::Clock;

/// How long the holder of a lease may still act on it: the pure part of the protocol.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Margin {
    lease: Duration,
    /// When the last acknowledged renewal was sent.
    sent: Moment,
}

/// One moment on both clocks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    steady: Duration,
    wall: SystemTime,
}

impl Moment {
    pub(crate) fn now(clock: &Clock) -> Self {
        Self {
            steady: clock.now(),
            wall: clock.wall(),
        }
    }
}

/// Why a lease can no longer be acted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    /// No renewal was acknowledged in time.
    MarginSpent,
    /// The wall clock and the steady clock disagree on how much time went by.
    ClockJumped,
    /// Another process holds it.
    Taken,
}

impl Lost {
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Self::MarginSpent => "no renewal was acknowledged in time",
            Self::ClockJumped => {
                "the wall clock and the steady clock disagree on how much time went by"
            }
            Self::Taken => "another process took it",
        }
    }
}

impl Margin {
    pub(crate) fn new(lease: Duration, sent: Moment) -> Self {
        Self { lease, sent }
    }

    /// Whether a request that may take `attempt` can still be sent: it would have ended, answered or not, before a
    /// contender may take the lease. Checked right before each request.
    pub(crate) fn check(&self, now: Moment, attempt: Duration) -> Result<(), Lost> {
        let steady = now.steady.saturating_sub(self.sent.steady);
        // A wall clock that went backwards is a disagreement like any other.
        let wall = match now.wall.duration_since(self.sent.wall) {
            Ok(forward) => forward.abs_diff(steady),
            Err(backward) => backward.duration() + steady,
        };
        if wall > self.lease / 4 {
            return Err(Lost::ClockJumped);
        }
        if steady + attempt >= self.lease {
            return Err(Lost::MarginSpent);
        }
        Ok(())
    }

    /// How long until a request that may take `attempt` can no longer be sent.
    pub(crate) fn remaining(&self, now: Moment, attempt: Duration) -> Duration {
        let spent = now.steady.saturating_sub(self.sent.steady) + attempt;
        self.lease.saturating_sub(spent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEASE: Duration = Duration::from_secs(60);
    const ATTEMPT: Duration = Duration::from_secs(10);

    fn at(steady: u64, wall: u64) -> Moment {
        Moment {
            steady: Duration::from_secs(steady),
            wall: SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000 + wall),
        }
    }

    #[test]
    fn a_request_must_end_within_the_lease() {
        let margin = Margin::new(LEASE, at(100, 0));
        assert_eq!(margin.check(at(149, 49), ATTEMPT), Ok(()));
        assert_eq!(margin.check(at(150, 50), ATTEMPT), Err(Lost::MarginSpent));
        assert_eq!(
            margin.remaining(at(149, 49), ATTEMPT),
            Duration::from_secs(1)
        );
        assert_eq!(margin.remaining(at(500, 400), ATTEMPT), Duration::ZERO);
    }

    #[test]
    fn a_steady_clock_that_stood_still_loses_the_lease() {
        let margin = Margin::new(LEASE, at(100, 0));
        assert_eq!(margin.check(at(101, 16), ATTEMPT), Ok(()));
        assert_eq!(margin.check(at(101, 17), ATTEMPT), Err(Lost::ClockJumped));
    }

    #[test]
    fn a_wall_clock_that_jumps_loses_the_lease_in_both_directions() {
        let margin = Margin::new(LEASE, at(100, 50));
        assert_eq!(
            margin.check(at(101, 86_450), ATTEMPT),
            Err(Lost::ClockJumped)
        );
        assert_eq!(margin.check(at(101, 30), ATTEMPT), Err(Lost::ClockJumped));
    }
}
