use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, join_all};

use super::counts::Became;
use super::decide::Decided;
use super::run::Rewrite;
use super::write::{
    Answer, Conflict, Intent, Packed, Packing, Refused, Sent, Settled, Tried, cost_of, send, settle,
};
use crate::error::{Code, Error};
use crate::item::ItemFault;

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
    pause: Duration,
}

/// What became of an item of a page; none where the run ended before anything did.
pub(super) type Outcome = (usize, Option<Became>);

/// The function runs again so often on an item that others change, one change after the other.
const CONFLICTS: u32 = 20;
/// Pauses before a write is repeated grow from one to the other.
const FIRST_PAUSE: Duration = Duration::from_millis(20);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

impl Pending {
    pub(super) fn new(n: usize, intent: Intent) -> Self {
        Self {
            n,
            intent,
            tried: Tried::Never,
            conflicts: 0,
            pause: FIRST_PAUSE,
        }
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
        let writes = &self.scanner.pace.writes;
        writes.turn(units).await;
        let token = self.scanner.random.name();
        let sent = send(&self.scanner.client, &self.target, packed, &token).await;
        if let Ok(sent) = &sent {
            writes.spent(sent.units - units);
            if matches!(packed, Packed::Batch(_)) && self.packing() == Packing::BatchesOfOne {
                self.set_packing(Packing::Batches);
            }
        }
        sent
    }

    /// Sees an item through from its first answer.
    async fn follow(&self, pending: Pending, answer: Answer) -> Outcome {
        let n = pending.n;
        let mut next = self.next(pending, answer).await;
        loop {
            let pending = match next {
                Next::Became(became) => return (n, became),
                Next::Again(pending) => *pending,
            };
            let packed = match Packed::alone(pending, &self.target) {
                Ok(packed) => packed,
                Err((_, unwritable)) => return (n, self.failed(unwritable.into())),
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
            Answer::Done => Next::Became(Some(pending.intent.becomes())),
            Answer::Conflict(conflict) => self.conflicted(pending, conflict).await,
            Answer::Alone(_) => Next::Again(Box::new(pending)),
            Answer::Busy => self.after_a_while(pending).await,
            Answer::Throttled(reasons) => {
                self.progress.told().throttled += 1;
                self.scanner.pace.throttled(&reasons);
                self.after_a_while(pending).await
            }
            Answer::Ambiguous(error) => {
                tracing::debug!(target: "dynamig", error = %error, "a write was not answered, and is repeated");
                pending.tried = Tried::Perhaps;
                self.after_a_while(pending).await
            }
            Answer::Fault(fault) => Next::Became(self.failed(fault)),
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
        let fraction = self.scanner.random.fraction();
        tokio::time::sleep(pending.pause.mul_f64(0.5 + fraction)).await;
        pending.pause = (pending.pause * 2).min(LONGEST_PAUSE);
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
            return Next::Became(self.failed(contended()));
        }
        match self.prepare(Arc::new(current)).await {
            Decided::Nothing(became) => Next::Became(Some(became)),
            Decided::Stopped => Next::Became(None),
            Decided::Failed(fault) => Next::Became(self.failed(fault)),
            Decided::Write(intent) => {
                pending.intent = *intent;
                pending.tried = Tried::Never;
                Next::Again(Box::new(pending))
            }
        }
    }

    /// Counts a failed item; none, and the end of the run, where no more may fail.
    pub(super) fn failed(&self, fault: ItemFault) -> Option<Became> {
        let text = crate::error::chain(&fault);
        let message = format!("an item of table `{}` failed: {text}", self.target.table);
        let error = Error::new(Code::TooManyErrors, message);
        self.failure.note(error.hint(
            "mend the function or the item and run the same command again: it goes on from there; \
             `max_errors` lets a run go past some",
        ));
        None
    }
}

fn contended() -> ItemFault {
    let text = "others change it faster than the function can answer";
    ItemFault::Answer(text.to_owned())
}
