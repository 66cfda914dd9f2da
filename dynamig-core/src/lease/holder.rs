use std::sync::Arc;
use std::time::Duration;

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{ConditionCheck, ReturnValuesOnConditionCheckFailure};

use super::guard::Guard;
use super::margin::{Lost, Moment};
use super::record::LockRecord;
use crate::clock::Clock;
use crate::error::{Code, Error};
use crate::meta::{Item, Key, MetaClient, Update, Written, number, text};
use crate::random::Random;

/// A lease that this process holds.
///
/// Dropping it ends the renewals and leaves the record; [`release`](Self::release) frees it at once.
#[derive(Debug)]
pub(crate) struct Lease {
    pub(super) client: MetaClient,
    pub(super) table: String,
    pub(super) key: Key,
    pub(super) record: LockRecord,
    pub(super) guard: Arc<Guard>,
    pub(super) clock: Clock,
    pub(super) random: Random,
    pub(super) attempt: Duration,
}

/// Holds while the row is still this acquisition's, whatever version the last renewal left.
const OURS: &str = "#owner = :owner AND #generation = :generation";

impl Lease {
    /// What stands between this lease and each request under it.
    pub(crate) fn guard(&self) -> &Arc<Guard> {
        &self.guard
    }

    /// The generation that this acquisition raised the lock to.
    pub(crate) fn generation(&self) -> u64 {
        self.record.generation
    }

    /// How long to wait before the first request of consequence: the lease and one attempt of a holder whose lock was
    /// released by force, and who may still be at work.
    pub(crate) fn quarantine(&self) -> Option<Duration> {
        self.record.forced.map(|lease| lease + self.attempt)
    }

    /// Renews now. One UpdateItem.
    ///
    /// A renewal that got no answer may have succeeded, which does not matter here: the condition is on the owner and
    /// the generation, so that any version that this acquisition attempted is its own.
    pub(crate) async fn renew(&self) -> Result<(), Error> {
        let sent = Moment::now(&self.clock);
        let update = Update::set(Item::from([(
            "version".to_owned(),
            text(self.random.name()),
        )]));
        self.write(update, sent).await
    }

    /// Says that the quarantine after a forced release is over.
    pub(crate) async fn end_quarantine(&self) -> Result<(), Error> {
        let sent = Moment::now(&self.clock);
        let update = Update::set(Item::from([(
            "version".to_owned(),
            text(self.random.name()),
        )]))
        .remove("forced_ms");
        self.write(update, sent).await
    }

    async fn write(&self, update: Update, sent: Moment) -> Result<(), Error> {
        let written = self
            .client
            .update_if(&self.table, &self.key, self.while_ours(update))
            .await?;
        match written {
            Written::Done => {
                self.guard.renewed(self.record.lease, sent);
                Ok(())
            }
            Written::Refused => {
                self.guard.lose(Lost::Taken);
                Err(lost(Lost::Taken))
            }
        }
    }

    /// Renews six times a lease until the lease is lost, and says why it was. Poll it beside the work: there is no
    /// task behind it.
    pub(crate) async fn keep(&self) -> Lost {
        let mut pause = self.record.lease / 6;
        loop {
            tokio::time::sleep(pause.min(self.guard.remaining(self.attempt))).await;
            if let Err(lost) = self.guard.check(self.attempt) {
                return lost;
            }
            // A renewal that hangs does not hold up the end: the work is stopped when the margin is spent.
            let limit = self.guard.remaining(self.attempt);
            let Ok(renewed) = tokio::time::timeout(limit, self.renew()).await else {
                pause = Duration::ZERO;
                continue;
            };
            pause = match renewed {
                Ok(()) => self.record.lease / 6,
                Err(error) if error.code() == Code::LeaseLost => {
                    return self.guard.lost().unwrap_or(Lost::Taken);
                }
                Err(error) => {
                    tracing::warn!(
                        error = crate::error::chain(&error),
                        "a renewal of the lease got no answer"
                    );
                    self.record.lease / 20
                }
            };
        }
    }

    /// The condition that fences a transaction: it fails when this acquisition no longer holds the lock.
    pub(crate) fn fence(&self) -> Result<ConditionCheck, BuildError> {
        ConditionCheck::builder()
            .table_name(&self.table)
            .set_key(Some(self.key.item()))
            .condition_expression(OURS)
            .expression_attribute_names("#owner", "owner")
            .expression_attribute_names("#generation", "generation")
            .expression_attribute_values(":owner", text(self.owner()))
            .expression_attribute_values(":generation", number(self.record.generation))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::None)
            .build()
    }

    /// Frees the lock, keeping its generation. One UpdateItem.
    pub(crate) async fn release(&self) -> Result<(), Error> {
        let update = Update::set(Item::from([(
            "version".to_owned(),
            text(self.random.name()),
        )]))
        .remove("owner");
        let update = self.while_ours(update);
        match self
            .client
            .update_if(&self.table, &self.key, update)
            .await?
        {
            Written::Done => Ok(()),
            // It is not held by this acquisition any more, which is what was wanted: an attempt that got no answer
            // freed it, and a waiter may have taken it since.
            Written::Refused => Ok(()),
        }
    }

    fn while_ours(&self, update: Update) -> Update {
        let values = [
            (":owner", text(self.owner())),
            (":generation", number(self.record.generation)),
        ];
        update.when(OURS, &["owner", "generation"], &values)
    }

    fn owner(&self) -> &str {
        self.record.owner.as_deref().unwrap_or_default()
    }
}

/// The error of whoever goes on with a lease that is gone.
pub(crate) fn lost(why: Lost) -> Error {
    Error::new(
        Code::LeaseLost,
        format!("the lease was lost: {}", why.sentence()),
    )
    .hint("nothing more was sent; run the same command again, and it goes on from what is recorded")
}
