use std::time::Duration;

use super::record::LockRecord;

/// What a contender has seen of a lock that another process holds.
///
/// No clock time is ever compared between hosts: it waits until it has itself seen one version for one full lease.
#[derive(Clone, Debug)]
pub(crate) struct Contender {
    seen: Option<(String, Duration)>,
}

/// What to do about the lock that was just read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    /// It is free, or its holder was silent for a full lease: take it, on the condition that it is still as read.
    Take,
    /// Look again after this long at the most.
    Wait(Duration),
}

impl Contender {
    pub(crate) fn new() -> Self {
        Self { seen: None }
    }

    /// Decides on a record that was read between `asked` and now. The wait counts from after the answer: the holder's
    /// own margin counts from before its request, so the two can only be further apart than a lease.
    pub(crate) fn decide(&mut self, record: Option<&LockRecord>, now: Duration) -> Move {
        let Some(record) = record.filter(|record| record.is_held()) else {
            return Move::Take;
        };
        match &self.seen {
            Some((version, since)) if *version == record.version => {
                let waited = now.saturating_sub(*since);
                match record.lease.checked_sub(waited) {
                    None | Some(Duration::ZERO) => Move::Take,
                    Some(left) => Move::Wait(left.min(record.lease / 6)),
                }
            }
            _ => {
                self.seen = Some((record.version.clone(), now));
                Move::Wait(record.lease / 6)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(version: &str) -> LockRecord {
        LockRecord {
            owner: Some("a".to_owned()),
            version: version.to_owned(),
            lease: Duration::from_secs(60),
            ..LockRecord::default()
        }
    }

    #[test]
    fn a_free_lock_is_taken_at_once() {
        assert_eq!(Contender::new().decide(None, Duration::ZERO), Move::Take);
        let released = LockRecord {
            owner: None,
            ..held("1")
        };
        assert_eq!(
            Contender::new().decide(Some(&released), Duration::ZERO),
            Move::Take
        );
    }

    #[test]
    fn an_unchanged_version_is_waited_out_for_the_holders_full_lease() {
        let mut contender = Contender::new();
        let seconds = Duration::from_secs;
        assert_eq!(
            contender.decide(Some(&held("1")), seconds(1000)),
            Move::Wait(seconds(10))
        );
        assert_eq!(
            contender.decide(Some(&held("1")), seconds(1055)),
            Move::Wait(seconds(5))
        );
        assert_eq!(
            contender.decide(Some(&held("1")), seconds(1060)),
            Move::Take
        );
    }

    #[test]
    fn a_renewal_starts_the_wait_anew() {
        let mut contender = Contender::new();
        let seconds = Duration::from_secs;
        contender.decide(Some(&held("1")), seconds(0));
        assert_eq!(
            contender.decide(Some(&held("2")), seconds(59)),
            Move::Wait(seconds(10))
        );
        assert_eq!(
            contender.decide(Some(&held("2")), seconds(100)),
            Move::Wait(seconds(10))
        );
        assert_eq!(contender.decide(Some(&held("2")), seconds(119)), Move::Take);
    }
}
