use std::sync::Arc;

use super::change::{AttributeChange, changes};
use super::found::TrialFound;
use super::options::Values;
use crate::error::chain;
use crate::item::{Attributes, ItemFault};
use crate::rewrite::{Ask, Became, Intent};
use crate::runner::{Redact, redacted};

/// What would become of one item, and what of that if the function were applied to it once more.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) became: Became,
    /// What there is to tell of it.
    pub(super) found: Option<TrialFound>,
    /// The same of the item as the function made it.
    pub(super) then: Option<TrialFound>,
    /// How many writes there would be besides.
    pub(super) also: u64,
}

/// Whether the function is asked again about what it made of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Twice {
    Asked,
    NotAsked,
}

/// How items are judged.
pub(crate) struct Judge<'a> {
    pub(crate) ask: Ask<'a>,
    pub(crate) twice: Twice,
    pub(crate) values: Values,
    pub(crate) redact: &'a Redact,
}

impl Judge<'_> {
    pub(super) async fn judge(&self, scanned: Arc<Attributes>) -> Judged {
        let nothing = |became| Judged {
            became,
            found: None,
            then: None,
            also: 0,
        };
        let answered = match self.ask.about(scanned).await {
            Ok(Ok(answered)) => answered,
            Ok(Err(became)) => return nothing(became),
            Err(fault) => {
                let message = self.message(&fault);
                let found = Some(TrialFound::Failed { message });
                return Judged {
                    found,
                    ..nothing(Became::Failed)
                };
            }
        };
        let also = answered.also.len() as u64;
        let Some(intent) = answered.intent else {
            return Judged {
                also,
                ..nothing(Became::Kept)
            };
        };
        let (found, then) = match intent.after() {
            None => (TrialFound::Deleted, None),
            Some(after) => {
                let changes = self.changes(&intent, &after);
                let then = match self.twice {
                    Twice::Asked => self.then(after).await,
                    Twice::NotAsked => None,
                };
                (TrialFound::Updated { changes }, then)
            }
        };
        Judged {
            became: intent.becomes(),
            found: Some(found),
            then,
            also,
        }
    }

    /// What the function would do to what it made of an item: nothing, if it is idempotent.
    async fn then(&self, after: Attributes) -> Option<TrialFound> {
        match self.ask.about(Arc::new(after)).await {
            Ok(Err(_)) => None,
            Ok(Ok(answered)) => {
                let intent = answered.intent?;
                Some(match intent.after() {
                    None => TrialFound::DeletedThen,
                    Some(after) => TrialFound::ChangedAgain {
                        changes: self.changes(&intent, &after),
                    },
                })
            }
            Err(fault) => Some(TrialFound::FailedThen {
                message: self.message(&fault),
            }),
        }
    }

    fn changes(&self, intent: &Intent, after: &Attributes) -> Vec<AttributeChange> {
        changes(intent, after, self.values)
    }

    fn message(&self, fault: &ItemFault) -> String {
        redacted(self.redact, &chain(fault))
    }
}
