use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;

/// The virtual time of the strict layer. Clones are one clock.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Mutex<Ticks>>);

#[derive(Debug)]
struct Ticks {
    passed: Duration,
    each_poll: Duration,
    follows: Option<tokio::time::Instant>,
}

impl Clock {
    /// A clock that stands still until [`advance`](Self::advance) is called.
    #[must_use]
    pub fn manual() -> Self {
        Self::new(Duration::ZERO, None)
    }

    /// A clock that moves on by `interval` with each `Describe*` request, as for a caller that polls that often.
    #[must_use]
    pub fn polled_every(interval: Duration) -> Self {
        Self::new(interval, None)
    }

    /// A clock that follows tokio's: with a paused runtime, time passes when all tasks wait.
    #[must_use]
    pub fn tokio() -> Self {
        Self::new(Duration::ZERO, Some(tokio::time::Instant::now()))
    }

    fn new(each_poll: Duration, follows: Option<tokio::time::Instant>) -> Self {
        Self(Arc::new(Mutex::new(Ticks {
            passed: Duration::ZERO,
            each_poll,
            follows,
        })))
    }

    /// Lets time pass, also on top of what passes by itself.
    pub fn advance(&self, by: Duration) {
        self.with(|ticks| ticks.passed = ticks.passed.saturating_add(by));
    }

    /// A `Describe*` request arrived.
    pub(super) fn polled(&self) {
        self.with(|ticks| ticks.passed = ticks.passed.saturating_add(ticks.each_poll));
    }

    pub(super) fn now(&self) -> Moment {
        let passed = self.with(|ticks| {
            let followed = ticks
                .follows
                .map_or(Duration::ZERO, |start| start.elapsed());
            ticks.passed.saturating_add(followed)
        });
        Moment::START.after(passed)
    }

    fn with<T>(&self, look: impl FnOnce(&mut Ticks) -> T) -> T {
        look(
            &mut self
                .0
                .lock()
                .expect("no test panics while it looks at a clock"),
        )
    }
}

/// A moment of virtual time, since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment(Duration);

impl Moment {
    /// Noon of 1 January 2026, in UTC: no day ends soon after.
    const START: Self = Self(Duration::from_secs(1_767_268_800));

    pub(super) fn after(self, passed: Duration) -> Self {
        Self(self.0.saturating_add(passed))
    }

    pub(super) fn before(self, passed: Duration) -> Self {
        Self(self.0.saturating_sub(passed))
    }

    /// How long `earlier` is past; nothing if it is still to come.
    pub(super) fn since(self, earlier: Self) -> Duration {
        self.0.saturating_sub(earlier.0)
    }

    /// The day in UTC.
    pub(super) fn day(self) -> u64 {
        self.0.as_secs() / 86_400
    }

    /// As the protocol writes a time.
    pub(super) fn epoch_seconds(self) -> f64 {
        self.0.as_secs_f64()
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = i64::try_from(self.0.as_secs()).unwrap_or(i64::MAX);
        match DateTime::from_secs(seconds).fmt(Format::DateTime) {
            Ok(text) => f.write_str(&text),
            Err(_beyond_the_calendar) => write!(f, "{seconds}"),
        }
    }
}
