use std::sync::Arc;

use super::change::{AttributeChange, changes};
use super::found::TrialFound;
use super::options::Values;
use crate::error::chain;
use crate::item::{Attributes, Decision, ItemFault};
use crate::rewrite::{Ask, Became, Intent, Target, intend};
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

impl Judged {
    fn of(became: Became, found: Option<TrialFound>, also: u64) -> Self {
        Self {
            became,
            found,
            then: None,
            also,
        }
    }
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
    pub(crate) target: &'a Target,
    pub(crate) twice: Twice,
    pub(crate) values: Values,
    pub(crate) redact: &'a Redact,
}

impl Judge<'_> {
    pub(super) async fn judge(&self, scanned: Arc<Attributes>) -> Judged {
        let (intent, also) = match self.intent(&scanned).await {
            Ok(Ok((Some(intent), also))) => (intent, also),
            Ok(Ok((None, also))) => return Judged::of(Became::Kept, None, also),
            Ok(Err(became)) => return Judged::of(became, None, 0),
            Err(fault) => {
                let message = self.message(&fault);
                return Judged::of(Became::Failed, Some(TrialFound::Failed { message }), 0);
            }
        };
        let Some(after) = intent.after() else {
            return Judged::of(intent.becomes(), Some(TrialFound::Deleted), also);
        };
        let changes = self.changes(&intent, &after);
        let then = match self.twice {
            Twice::Asked => self.then(after).await,
            Twice::NotAsked => None,
        };
        Judged {
            then,
            ..Judged::of(
                intent.becomes(),
                Some(TrialFound::Updated { changes }),
                also,
            )
        }
    }

    /// What the function would do to what it made of an item: nothing, if it is idempotent.
    async fn then(&self, after: Attributes) -> Option<TrialFound> {
        match self.intent(&Arc::new(after)).await {
            Ok(Err(_) | Ok((None, _))) => None,
            Ok(Ok((Some(intent), _))) => Some(match intent.after() {
                None => TrialFound::DeletedThen,
                Some(after) => TrialFound::ChangedAgain {
                    changes: self.changes(&intent, &after),
                },
            }),
            Err(fault) => Some(TrialFound::FailedThen {
                message: self.message(&fault),
            }),
        }
    }

    /// What would be written of an item, and how much besides; none where it would stay as it is.
    async fn intent(
        &self,
        scanned: &Arc<Attributes>,
    ) -> Result<Result<(Option<Intent>, u64), Became>, ItemFault> {
        let Decision {
            verdict,
            reads,
            also,
        } = match self.ask.about(scanned).await? {
            Ok(decision) => decision,
            Err(became) => return Ok(Err(became)),
        };
        let intent = intend(scanned, verdict, reads, self.target, self.ask.terms)?;
        Ok(Ok((intent, also.len() as u64)))
    }

    fn changes(&self, intent: &Intent, after: &Attributes) -> Vec<AttributeChange> {
        changes(intent, after, self.values)
    }

    fn message(&self, fault: &ItemFault) -> String {
        redacted(self.redact, &chain(fault))
    }
}
