use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use dynamig_harness::Harness;

use super::time::Time;

/// What happens at one request of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Disaster {
    /// It breaks before it is sent, once.
    FailsBefore,
    /// It is carried out, and its answer is lost, once.
    LosesAnswer,
    /// It is never answered, and not carried out, once.
    Hangs,
    /// It is carried out and never answered, once.
    HangsAfter,
    /// It is answered with an internal error of the service, once.
    InternalError,
    /// It and all that follow break before they are sent.
    NetworkGoes,
    /// It and all that follow are carried out, and their answers are lost.
    AnswersGo,
    /// The process dies right before it.
    DiesBefore,
    /// The process dies when it was carried out, before its answer.
    DiesAfter,
    /// The process is stopped while it is under way, for longer than a lease.
    Sleeps,
}

impl Disaster {
    pub(super) const ALL: [Self; 10] = [
        Self::FailsBefore,
        Self::LosesAnswer,
        Self::Hangs,
        Self::HangsAfter,
        Self::InternalError,
        Self::DiesBefore,
        Self::DiesAfter,
        Self::Sleeps,
        // Last, because they use up what the SDK allows a process in retries.
        Self::NetworkGoes,
        Self::AnswersGo,
    ];

    /// Plans it for the `n`th request from now.
    pub(super) fn plan(self, db: &Harness, n: u64, time: &Time) {
        let at = db.faults().any().nth(n);
        match self {
            Self::FailsBefore => at.fail_before(),
            Self::LosesAnswer => at.lose_response(),
            Self::Hangs => at.hang(),
            Self::HangsAfter => at.hang_after(),
            Self::InternalError => at.answer(500, "InternalServerError", "planned"),
            Self::NetworkGoes => at.onwards().fail_before(),
            Self::AnswersGo => at.onwards().lose_response(),
            Self::DiesBefore => at.onwards().hang(),
            Self::DiesAfter => {
                at.hang_after();
                db.faults().any().nth(n + 1).onwards().hang();
            }
            Self::Sleeps => {
                let (time, seen) = (time.clone(), AtomicU64::new(0));
                let slept = move |_seen: &_| {
                    let due = seen.fetch_add(1, Ordering::Relaxed) + 1 == n;
                    if due {
                        time.leap(Duration::from_secs(60));
                    }
                    due
                };
                db.faults().matching(slept).delay(Duration::ZERO);
            }
        }
    }

    /// Whether the process is gone once it has happened.
    pub(super) fn is_death(self) -> bool {
        matches!(self, Self::DiesBefore | Self::DiesAfter)
    }
}
