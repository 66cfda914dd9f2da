//! The only clock: everything that looks at the time is given one.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_smithy_types::date_time::{DateTime, Format};

type Read<T> = Arc<dyn Fn() -> T + Send + Sync>;

/// A steady clock that goes on while the machine is suspended, and the wall clock beside it.
///
/// Leases are measured on the steady one. The wall clock is written down for people, and a disagreement of the two may
/// only ever make a holder give up.
#[derive(Clone)]
pub struct Clock {
    steady: Read<Duration>,
    wall: Read<SystemTime>,
}

impl Clock {
    /// The clocks of this machine.
    #[must_use]
    pub fn system() -> Self {
        Self::new(since_boot, SystemTime::now)
    }

    /// Clocks of one's own: the seam that tests use. `steady` counts from any moment.
    pub fn new(
        steady: impl Fn() -> Duration + Send + Sync + 'static,
        wall: impl Fn() -> SystemTime + Send + Sync + 'static,
    ) -> Self {
        Self {
            steady: Arc::new(steady),
            wall: Arc::new(wall),
        }
    }

    /// Time since some fixed moment, suspended time included.
    #[must_use]
    pub fn now(&self) -> Duration {
        (self.steady)()
    }

    /// The time of day.
    #[must_use]
    pub fn wall(&self) -> SystemTime {
        (self.wall)()
    }

    /// The time of day in whole seconds since 1970.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        let since_epoch = self.wall().duration_since(SystemTime::UNIX_EPOCH);
        i64::try_from(since_epoch.unwrap_or_default().as_secs()).unwrap_or(i64::MAX)
    }

    /// The time of day as an RFC 3339 instant in UTC, always with milliseconds: as texts, instants sort by time.
    #[must_use]
    pub fn timestamp(&self) -> String {
        let since_epoch = self
            .wall()
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        let text = instant(self.seconds());
        format!(
            "{}.{:03}Z",
            text.trim_end_matches('Z'),
            since_epoch.subsec_millis()
        )
    }
}

/// Seconds since 1970 as an RFC 3339 instant in UTC.
pub(crate) fn instant(seconds: i64) -> String {
    let instant = DateTime::from_secs(seconds);
    instant.fmt(Format::DateTime).unwrap_or_default()
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Clock").field("now", &self.now()).finish()
    }
}

/// Linux stops `CLOCK_MONOTONIC` while it is suspended, but not this one.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn since_boot() -> Duration {
    reading(rustix::time::clock_gettime(rustix::time::ClockId::Boottime))
}

/// Elsewhere on Unix (macOS among them) the monotonic clock counts suspended time.
#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
fn since_boot() -> Duration {
    reading(rustix::time::clock_gettime(
        rustix::time::ClockId::Monotonic,
    ))
}

#[cfg(unix)]
fn reading(time: rustix::time::Timespec) -> Duration {
    let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
    let nanoseconds = u32::try_from(time.tv_nsec).unwrap_or_default();
    Duration::new(seconds, nanoseconds)
}

/// Windows' performance counter counts suspended time.
#[cfg(not(unix))]
fn since_boot() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_always_have_milliseconds() {
        let at = |millis| {
            let wall = move || SystemTime::UNIX_EPOCH + Duration::from_millis(millis);
            Clock::new(Duration::default, wall).timestamp()
        };
        assert_eq!(at(1_785_574_800_410), "2026-08-01T09:00:00.410Z");
        assert_eq!(at(1_785_574_800_000), "2026-08-01T09:00:00.000Z");
    }
}
