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
/// How long after it is told again.
const AGAIN: Duration = Duration::from_secs(60);

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

    /// Whether to tell what is waited for: when it is another thing than was told, and by and by again, so that nobody
    /// takes a long wait for a hanging program.
    pub(super) fn is_to_be_told<T: PartialEq>(
        &self,
        told: Option<&(T, Duration)>,
        now: &T,
    ) -> bool {
        told.is_none_or(|(what, at)| what != now || self.waited.saturating_sub(*at) >= AGAIN)
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
    fn what_is_waited_for_is_told_once_a_minute_and_when_it_is_another_thing() {
        let mut poll = Poll::new(Duration::MAX);
        let mut told = None;
        let mut times = 0;
        while poll.waited() < Duration::from_secs(600) {
            poll.next();
            if poll.is_to_be_told(told.as_ref(), &"CREATING") {
                told = Some(("CREATING", poll.waited()));
                times += 1;
            }
        }
        assert!((9..=11).contains(&times), "{times}");
        assert!(poll.is_to_be_told(told.as_ref(), &"BACKFILLING"));
    }

    #[test]
    fn the_pauses_grow_to_five_seconds_and_end_with_the_patience() {
        let mut poll = Poll::new(Duration::from_secs(10));
        let pauses: Vec<_> = std::iter::from_fn(|| poll.next()).collect();
        assert_eq!(pauses[..3], [20, 40, 80].map(Duration::from_millis));
        assert!(pauses.iter().sum::<Duration>() <= Duration::from_secs(10));
        assert!(pauses.iter().all(|pause| *pause <= LONGEST));
    }
}
