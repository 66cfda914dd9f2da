use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use dynamig::clock::Clock;
use tokio::time::Instant;

/// The time of one process: tokio's, which a test pauses, and what the process has slept through.
#[derive(Clone)]
pub(super) struct Time {
    began: Instant,
    slept_millis: Arc<AtomicU64>,
}

impl Time {
    /// Begins now.
    pub(super) fn new() -> Self {
        Self {
            began: Instant::now(),
            slept_millis: Arc::default(),
        }
    }

    /// The process was stopped for so long: both of its clocks go on, and none of its timers has noticed yet.
    pub(super) fn leap(&self, length: Duration) {
        let millis = u64::try_from(length.as_millis()).unwrap();
        self.slept_millis.fetch_add(millis, Ordering::Relaxed);
    }

    /// Its clocks.
    pub(super) fn clock(&self) -> Clock {
        let (steady, wall) = (self.clone(), self.clone());
        let base = SystemTime::now();
        Clock::new(move || steady.elapsed(), move || base + wall.elapsed())
    }

    fn elapsed(&self) -> Duration {
        let slept = self.slept_millis.load(Ordering::Relaxed);
        self.began.elapsed() + Duration::from_millis(slept)
    }
}
