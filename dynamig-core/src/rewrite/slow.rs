use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// How long the writes of one segment wait, because the partition that has its keys is throttled. The other segments go on.
#[derive(Debug)]
pub(crate) struct Slow(Mutex<Wait>);

#[derive(Debug)]
struct Wait {
    until: Instant,
    pause: Duration,
}

/// The pauses grow from one to the other, and shrink as writes get through.
const FIRST: Duration = Duration::from_millis(50);
const LONGEST: Duration = Duration::from_secs(5);

impl Slow {
    pub(crate) fn new() -> Self {
        Self(Mutex::new(Wait {
            until: Instant::now(),
            pause: FIRST,
        }))
    }

    /// Waits until writes may go out.
    pub(super) async fn turn(&self) {
        let until = self.wait().until;
        tokio::time::sleep_until(until).await;
    }

    /// A write was throttled. Several at once are one.
    pub(super) fn throttled(&self) {
        let (now, mut wait) = (Instant::now(), self.wait());
        if wait.until <= now {
            wait.until = now + wait.pause;
            wait.pause = (wait.pause * 2).min(LONGEST);
        }
    }

    /// A write got through.
    pub(super) fn got_through(&self) {
        let mut wait = self.wait();
        wait.pause = (wait.pause / 2).max(FIRST);
    }

    fn wait(&self) -> MutexGuard<'_, Wait> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(all(test, feature = "test"))]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn pauses_grow_while_it_is_throttled_and_shrink_when_it_gets_through() {
        let (slow, began) = (Slow::new(), Instant::now());
        slow.turn().await;
        assert_eq!(began.elapsed(), Duration::ZERO);
        for _ in 0..3 {
            slow.throttled();
            slow.throttled();
            slow.turn().await;
        }
        let waited = began.elapsed().as_millis();
        assert!((350..=360).contains(&waited), "{waited}");
        for _ in 0..5 {
            slow.got_through();
        }
        slow.throttled();
        slow.turn().await;
        let waited = began.elapsed().as_millis() - waited;
        assert!((50..=55).contains(&waited), "{waited}");
    }
}
