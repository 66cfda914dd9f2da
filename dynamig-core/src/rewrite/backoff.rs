use std::time::Duration;

use crate::random::Random;

/// The pauses before a write is repeated: doubled from 20 ms up to 5 s, each a half more or less at random.
#[derive(Debug)]
pub(super) struct Backoff(Duration);

const FIRST: Duration = Duration::from_millis(20);
const LONGEST: Duration = Duration::from_secs(5);

impl Backoff {
    pub(super) fn new() -> Self {
        Self(FIRST)
    }

    pub(super) async fn pause(&mut self, random: &Random) {
        tokio::time::sleep(self.0.mul_f64(0.5 + random.fraction())).await;
        self.0 = (self.0 * 2).min(LONGEST);
    }
}
