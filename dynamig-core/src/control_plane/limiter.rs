use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::settings::Engine;

/// Lets changes of tables out one after another: AWS refuses an account that sends more than about one a second.
#[derive(Debug)]
pub(crate) struct Limiter {
    interval: Duration,
    next: Mutex<Option<Instant>>,
}

/// What AWS takes.
const AWS: Duration = Duration::from_secs(1);

impl Limiter {
    /// As the engine wants it: those on this machine take what they can.
    pub(crate) fn of(engine: &Engine) -> Self {
        Self::every(match engine.is_local() {
            true => Duration::ZERO,
            false => AWS,
        })
    }

    fn every(interval: Duration) -> Self {
        Self {
            interval,
            next: Mutex::new(None),
        }
    }

    /// Waits for the next place.
    pub(crate) async fn wait(&self) {
        if self.interval.is_zero() {
            return;
        }
        let at = {
            let mut next = self.next.lock().await;
            let at = slot(*next, Instant::now());
            *next = Some(at + self.interval);
            at
        };
        tokio::time::sleep_until(at).await;
    }
}

/// The next place: the one that is kept free, unless it has passed.
fn slot(next: Option<Instant>, now: Instant) -> Instant {
    next.map_or(now, |next| next.max(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_goes_out_at_once_and_the_next_when_its_place_has_come() {
        let now = Instant::now();
        assert_eq!(slot(None, now), now);
        assert_eq!(slot(Some(now + AWS), now), now + AWS);
        assert_eq!(slot(Some(now), now + AWS), now + AWS);
    }
}
