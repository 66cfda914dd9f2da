use std::sync::Arc;

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, join_all};

use super::ItemPhase;
use super::backoff::Backoff;
use super::counts::Became;
use super::decide::Decided;
use super::failures::{FailedItem, key_hash};
use super::run::Rewrite;
use super::slow::Slow;
use super::throttled::Throttled;
use super::write::{
    Answer, Conflict, Intent, Packed, Packing, Refused, Sent, Settled, Tried, Why, cost_of, send,
    settle,
};
use crate::error::{Code, Error, chain};
use crate::item::{Attributes, ItemFault};
use crate::runner::redacted;

/// An item whose write is under way.
#[derive(Debug)]
pub(super) struct Pending {
    /// Its place in its page.
    pub(super) n: usize,
    intent: Intent,
    /// Whether an attempt may have been carried out although it was not answered.
    tried: Tried,
    /// How often somebody else was faster.
    conflicts: u32,
    backoff: Backoff,
    /// How long the writes of its segment wait.
    slow: Arc<Slow>,
}

/// What became of an item of a page; none where the run ended before anything did.
pub(super) type Outcome = (usize, Option<Became>);

/// The function runs again so often on an item that others change, one change after the other.
const CONFLICTS: u32 = 20;

impl Pending {
    pub(super) fn new(n: usize, intent: Intent, slow: Arc<Slow>) -> Self {
        Self {
            n,
            intent,
            tried: Tried::Never,
            conflicts: 0,
            backoff: Backoff::new(),
            slow,
        }
    }

    /// Of what an earlier process may have written: an item that is gone may have gone by that. Of other writes the item
    /// itself tells.
    pub(super) fn repeated(mut self) -> Self {
        if self.intent.becomes() == Became::Deleted {
            self.tried = Tried::Perhaps;
        }
        self
    }
}

impl AsRef<Intent> for Pending {
    fn as_ref(&self) -> &Intent {
        &self.intent
    }
}

/// What follows from an answer.
enum Next {
    /// This became of the item.
    Became(Option<Became>),
    /// It goes out again, alone.
    Again(Box<Pending>),
}

impl Rewrite {
    /// Sends a request, and what follows from its answers, until something became of each item in it.
    pub(super) async fn deliver(&self, packed: Packed<Pending>) -> Vec<Outcome> {
        match self.sent(&packed).await {
            Ok(sent) => {
                let pending = packed.into_writes().into_iter().zip(sent.answers);
                let followed = pending.map(|(pending, answer)| -> BoxFuture<'_, Outcome> {
                    self.follow(pending, answer).boxed()
                });
                join_all(followed.collect::<Vec<_>>()).await
            }
            Err(Refused::PartiqlNotPermitted(_)) => {
                self.set_packing(Packing::Singles);
                let alone = packed.into_writes().into_iter();
                let alone = alone.map(|pending| -> BoxFuture<'_, Outcome> {
                    self.follow(pending, Answer::Busy).boxed()
                });
                join_all(alone.collect::<Vec<_>>()).await
            }
            Err(Refused::Systemic(error)) => {
                self.failure.note(error);
                let writes = packed.into_writes().into_iter();
                writes.map(|pending| (pending.n, None)).collect()
            }
        }
    }

    /// Sends a request once, when it is its turn.
    async fn sent(&self, packed: &Packed<Pending>) -> Result<Sent, Refused> {
        let units: f64 = packed
            .writes()
            .map(|pending| cost_of(&pending.intent, &self.target))
            .sum();
        // All of a request are of one segment.
        if let Some(pending) = packed.writes().next() {
            pending.slow.turn().await;
        }
        let writes = &self.scanner.pace.writes;
        writes.turn(units).await;
        let token = self.scanner.random.name();
        let sent = send(&self.client, &self.target, packed, &token).await;
        if let Ok(sent) = &sent {
            writes.spent(sent.units - units);
            if matches!(packed, Packed::Batch(_)) && self.packing() == Packing::BatchesOfOne {
                self.set_packing(Packing::Batches);
            }
        }
        sent
    }

    /// Sees an item through from its first answer.
    pub(super) async fn follow(&self, pending: Pending, answer: Answer) -> Outcome {
        let n = pending.n;
        let mut next = self.next(pending, answer).await;
        loop {
            let pending = match next {
                Next::Became(became) => return (n, became),
                Next::Again(pending) => *pending,
            };
            let packed = match Packed::alone(pending, &self.target) {
                Ok(packed) => packed,
                Err((pending, unwritable)) => {
                    let item = pending.intent.scanned();
                    return (n, self.failed(item, unwritable.into()).await);
                }
            };
            next = match self.sent(&packed).await {
                Ok(sent) => {
                    let answer = sent.answers.into_iter().next();
                    let pending = packed.into_writes().into_iter().next();
                    match (pending, answer) {
                        (Some(pending), Some(answer)) => self.next(pending, answer).await,
                        _ => Next::Became(None),
                    }
                }
                Err(Refused::Systemic(error) | Refused::PartiqlNotPermitted(error)) => {
                    self.failure.note(error);
                    Next::Became(None)
                }
            };
        }
    }

    async fn next(&self, mut pending: Pending, answer: Answer) -> Next {
        match answer {
            Answer::Done => {
                pending.slow.got_through();
                Next::Became(Some(pending.intent.becomes()))
            }
            Answer::Conflict(conflict) => self.conflicted(pending, conflict).await,
            Answer::Alone(why) => {
                // By what shows when it goes out alone; until then its segment waits.
                if why == Why::Throttled {
                    self.progress.throttled(&[]);
                    pending.slow.throttled();
                }
                Next::Again(Box::new(pending))
            }
            Answer::Busy => self.after_a_while(pending).await,
            Answer::Throttled(reasons) => {
                self.progress.throttled(&reasons);
                match self.scanner.pace.writes_throttled(&reasons) {
                    Throttled::Segment => pending.slow.throttled(),
                    Throttled::Everybody => {}
                }
                self.after_a_while(pending).await
            }
            Answer::Ambiguous(error) => {
                tracing::debug!(target: "dynamig", error = %error, "a write was not answered, and is repeated");
                pending.tried = Tried::Perhaps;
                self.after_a_while(pending).await
            }
            Answer::Fault(fault) => {
                Next::Became(self.failed(pending.intent.scanned(), fault).await)
            }
            Answer::Systemic(error) => {
                self.failure.note(error);
                Next::Became(None)
            }
        }
    }

    /// Lets some time pass before a write is repeated; a run that is to end repeats none that may not have been sent.
    async fn after_a_while(&self, mut pending: Pending) -> Next {
        if self.is_to_end() && pending.tried == Tried::Never {
            return Next::Became(None);
        }
        pending.backoff.pause(&self.scanner.random).await;
        Next::Again(Box::new(pending))
    }

    /// Somebody else has changed the item, or an earlier attempt of this write was carried out.
    async fn conflicted(&self, mut pending: Pending, conflict: Conflict) -> Next {
        let current = match settle(&pending.intent, conflict, pending.tried) {
            Settled::Gone => return Next::Became(Some(Became::Gone)),
            Settled::AlreadyOurs => return Next::Became(Some(pending.intent.becomes())),
            Settled::RunAgain(current) => current,
        };
        self.progress.told().conflicts += 1;
        pending.conflicts += 1;
        if pending.conflicts > CONFLICTS {
            let item = pending.intent.scanned();
            return Next::Became(self.failed(item, contended()).await);
        }
        let current = Arc::new(current);
        match self.prepare(current.clone()).await {
            Decided::Nothing(became) => Next::Became(Some(became)),
            Decided::Stopped => Next::Became(None),
            Decided::Failed(fault) => Next::Became(self.failed(&current, fault).await),
            Decided::Write(intent) => {
                pending.intent = *intent;
                pending.tried = Tried::Never;
                Next::Again(Box::new(pending))
            }
        }
    }

    /// Notes an item that failed, and counts it; none, and the end of the run, where no more may fail.
    pub(super) async fn failed(&self, item: &Attributes, fault: ItemFault) -> Option<Became> {
        let key = self.target.key_of(item);
        let failed = self.told_of(&key, &fault);
        self.goes_past(&key, failed).await
    }

    /// What is told of an item that failed.
    pub(super) fn told_of(&self, key: &Attributes, fault: &ItemFault) -> FailedItem {
        FailedItem {
            item: key_hash(key),
            class: fault.class().to_owned(),
            message: redacted(&self.redact, &chain(fault)),
        }
    }

    /// Notes that the run goes past an item; none, and the end of the run, where no more may fail.
    pub(super) async fn goes_past(&self, key: &Attributes, failed: FailedItem) -> Option<Became> {
        let scanned = self.progress.of().counts.scanned;
        if !self.failures.takes(scanned) {
            let phase = self.progress.of().phase;
            self.failure
                .note(too_many(&self.target.table, &failed, phase));
            return None;
        }
        if let Err(error) = self.rows.note_failed(key, &failed).await {
            self.failure.note(error);
            return None;
        }
        self.failures.tell(failed);
        Some(Became::Failed)
    }
}

/// The error of a run that goes past no more items. The item is told by a hash of its key.
fn too_many(table: &str, failed: &FailedItem, phase: ItemPhase) -> Error {
    let FailedItem { item, message, .. } = failed;
    let hint = match phase {
        ItemPhase::Streaming | ItemPhase::Collecting => {
            "mend the item, or the function and raise its revision, and run the same command again: it goes on from there; \
             `max_errors` lets a run go past some"
        }
        // What waits was answered by the function as it is.
        ItemPhase::Writing => {
            "somebody changed it since the function was called first; mend the item, or raise `max_errors`, and run the same \
             command again: it goes on from there"
        }
    };
    Error::new(
        Code::TooManyErrors,
        format!("item {item} of table `{table}` failed: {message}"),
    )
    .hint(hint)
}

fn contended() -> ItemFault {
    let text = "others change it faster than the function can answer";
    ItemFault::Answer(text.to_owned())
}
