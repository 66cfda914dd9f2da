use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use aws_smithy_types::config_bag::{Storable, StoreReplace};
use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

/// The requests of a migration that can still take effect: those without an answer that were sent less than an attempt
/// time-out ago. That nobody waits for one any more, or that its connection broke, says nothing of the service.
#[derive(Debug, Default)]
pub(super) struct UnderWay {
    requests: Mutex<Unanswered>,
    answered: Notify,
}

#[derive(Debug, Default)]
struct Unanswered {
    sent: u64,
    /// Until when each can take effect.
    until: BTreeMap<u64, Instant>,
}

/// One attempt of one request; kept in the configuration of its operation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sent(u64);

impl Storable for Sent {
    type Storer = StoreReplace<Self>;
}

impl UnderWay {
    /// A request is sent now, and an attempt takes so long at the most.
    pub(super) fn begin(&self, attempt: Duration) -> Sent {
        let now = Instant::now();
        self.with(|requests| {
            requests.until.retain(|_, until| *until > now);
            requests.sent += 1;
            requests.until.insert(requests.sent, now + attempt);
            Sent(requests.sent)
        })
    }

    /// It was answered, or was not sent after all.
    pub(super) fn end(&self, Sent(n): Sent) {
        self.with(|requests| requests.until.remove(&n));
        self.answered.notify_waiters();
    }

    /// Waits until none is left.
    pub(super) async fn over(&self) {
        loop {
            let answered = self.answered.notified();
            let last = self.with(|requests| requests.until.values().max().copied());
            let Some(last) = last.filter(|last| *last > Instant::now()) else {
                return;
            };
            tokio::select! {
                () = answered => {}
                () = sleep_until(last) => {}
            }
        }
    }

    fn with<T>(&self, look: impl FnOnce(&mut Unanswered) -> T) -> T {
        look(&mut self.requests.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
