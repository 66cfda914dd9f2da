use std::time::Duration;

/// The pauses between two looks: from 20 ms, doubled up to 5 s.
#[derive(Debug)]
pub(super) struct Poll {
    pause: Duration,
    waited: Duration,
    patience: Duration,
}

const FIRST: Duration = Duration::from_millis(20);
const LONGEST: Duration = Duration::from_secs(5);
/// What takes longer is told.
const LONG: Duration = Duration::from_secs(2);

impl Poll {
    pub(super) fn new(patience: Duration) -> Self {
        Self {
            pause: FIRST,
            waited: Duration::ZERO,
            patience,
        }
    }

    /// How long to sleep now; none where the patience is over.
    pub(super) fn next(&mut self) -> Option<Duration> {
        let pause = self.pause;
        self.waited = self.waited.saturating_add(pause);
        self.pause = (pause * 2).min(LONGEST);
        (self.waited <= self.patience).then_some(pause)
    }

    /// Whether there was no pause yet.
    pub(super) fn is_first(&self) -> bool {
        self.waited.is_zero()
    }

    pub(super) fn has_taken_long(&self) -> bool {
        self.waited >= LONG
    }

    /// For how long it has been paused.
    pub(super) fn waited(&self) -> Duration {
        self.waited
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pauses_grow_to_five_seconds_and_end_with_the_patience() {
        let mut poll = Poll::new(Duration::from_secs(10));
        let pauses: Vec<_> = std::iter::from_fn(|| poll.next()).collect();
        assert_eq!(pauses[..3], [20, 40, 80].map(Duration::from_millis));
        assert!(pauses.iter().sum::<Duration>() <= Duration::from_secs(10));
        assert!(pauses.iter().all(|pause| *pause <= LONGEST));
    }
}
