use std::sync::Arc;
use std::time::Duration;

use super::contender::{Contender, Move};
use super::guard::Guard;
use super::holder::Lease;
use super::margin::Moment;
use super::record::LockRecord;
use crate::clock::Clock;
use crate::error::{Code, Error};
use crate::identity::Identity;
use crate::meta::{Item, Key, MetaClient, Update, Written, text};
use crate::random::Random;

/// The wish for a lease.
#[derive(Debug)]
pub(crate) struct Contention {
    pub(crate) client: MetaClient,
    pub(crate) table: String,
    pub(crate) key: Key,
    pub(crate) lease: Duration,
    pub(crate) attempt: Duration,
    pub(crate) identity: Identity,
    /// What the lease is wanted for, for those who wait: `up`.
    pub(crate) run: String,
    pub(crate) clock: Clock,
    pub(crate) random: Random,
    pub(crate) contender: Contender,
}

/// What one look at the lock showed.
#[derive(Debug)]
pub(crate) enum Look {
    /// It may be taken, on the condition that it is still as it was seen.
    Free(Option<LockRecord>),
    /// Another process holds it: look again after this long.
    Held(Duration, Box<LockRecord>),
}

impl Contention {
    /// Looks at the lock once. One GetItem.
    pub(crate) async fn look(&mut self) -> Result<Look, Error> {
        let seen = self.read().await?;
        let next = self.contender.decide(seen.as_ref(), self.clock.now());
        Ok(match (next, seen) {
            (Move::Wait(pause), Some(record)) => Look::Held(pause, Box::new(record)),
            (Move::Wait(_) | Move::Take, seen) => Look::Free(seen),
        })
    }

    async fn read(&self) -> Result<Option<LockRecord>, Error> {
        let row = self.client.get(&self.table, &self.key).await?;
        row.map(|row| self.understand(&row)).transpose()
    }

    fn understand(&self, row: &Item) -> Result<LockRecord, Error> {
        let record = LockRecord::read(row).map_err(|cause| {
            Error::new(
                Code::UnreadableRow,
                format!("the lock in table `{}` cannot be read", self.table),
            )
            .hint("nothing was written; look at the row, and remove it only if no dynamig runs")
            .caused_by(cause)
        })?;
        if record.schema > LockRecord::SCHEMA {
            return Err(Error::new(
                Code::NewerSchema,
                format!(
                    "the lock in table `{}` was written by a newer release of dynamig",
                    self.table
                ),
            )
            .hint("use that release"));
        }
        Ok(record)
    }

    /// Takes a lock that was seen free, with a generation above `floor` too: the highest that any row carries, so that
    /// a restored table cannot go back. None where somebody was faster. One UpdateItem.
    pub(crate) async fn take(
        &self,
        seen: Option<&LockRecord>,
        floor: u64,
    ) -> Result<Option<Lease>, Error> {
        let record = self.successor(seen, floor);
        let sent = Moment::now(&self.clock);
        let update = Update::set(record.attributes());
        let update = match seen {
            None => update.when("attribute_not_exists(#pk)", &["pk"], &[]),
            Some(seen) => update.when(
                "#version = :seen",
                &["version"],
                &[(":seen", text(&seen.version))],
            ),
        };
        match self
            .client
            .update_if(&self.table, &self.key, update)
            .await?
        {
            Written::Done => Ok(Some(self.held(record, sent))),
            // An attempt that got no answer may have been stored all the same.
            Written::Refused => match self.read().await? {
                Some(row) if row.owner == record.owner => Ok(Some(self.held(record, sent))),
                _ => Ok(None),
            },
        }
    }

    fn successor(&self, seen: Option<&LockRecord>, floor: u64) -> LockRecord {
        LockRecord {
            owner: Some(self.random.name()),
            actor: self.identity.actor.clone(),
            host: self.identity.host.clone(),
            pid: self.identity.pid,
            run: self.run.clone(),
            generation: seen.map_or(0, |seen| seen.generation).max(floor) + 1,
            version: self.random.name(),
            lease: self.lease,
            forced: seen.and_then(|seen| seen.forced),
            schema: LockRecord::SCHEMA,
        }
    }

    fn held(&self, record: LockRecord, sent: Moment) -> Lease {
        let guard = Arc::new(Guard::new(self.clock.clone(), record.lease, sent));
        Lease {
            client: self.client.under(&guard),
            table: self.table.clone(),
            key: self.key.clone(),
            guard,
            record,
            clock: self.clock.clone(),
            random: self.random.clone(),
            attempt: self.attempt,
        }
    }
}
