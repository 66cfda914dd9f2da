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

/// What one look at the lock led to.
#[derive(Debug)]
pub(crate) enum Attempt {
    /// The lease is held now.
    Held(Box<Lease>),
    /// Another process holds it: look again after this long.
    Wait(Duration, Box<LockRecord>),
}

impl Contention {
    /// Looks at the lock once, and takes it where it may be taken, with a generation above `floor` too: the highest
    /// that any row carries, so that a restored table cannot go back. One GetItem, and one UpdateItem to take it.
    pub(crate) async fn attempt(&mut self, floor: u64) -> Result<Attempt, Error> {
        let seen = self.read().await?;
        self.decide(seen, floor).await
    }

    async fn decide(&mut self, seen: Option<LockRecord>, floor: u64) -> Result<Attempt, Error> {
        match (self.contender.decide(seen.as_ref(), self.clock.now()), seen) {
            (Move::Wait(pause), Some(record)) => Ok(Attempt::Wait(pause, Box::new(record))),
            (_, seen) => self.take(seen, floor).await,
        }
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

    async fn take(&mut self, seen: Option<LockRecord>, floor: u64) -> Result<Attempt, Error> {
        let record = self.successor(seen.as_ref(), floor);
        let sent = Moment::now(&self.clock);
        let update = Update::set(record.attributes());
        let update = match &seen {
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
            Written::Done => Ok(self.held(record, sent)),
            Written::Refused(_) => self.lost_the_race(record, sent).await,
        }
    }

    /// Somebody was faster; or an attempt of ours got no answer and was stored all the same.
    async fn lost_the_race(&mut self, ours: LockRecord, sent: Moment) -> Result<Attempt, Error> {
        match self.read().await? {
            Some(row) if row.owner == ours.owner => Ok(self.held(ours, sent)),
            Some(row) if row.is_held() => match self.contender.decide(Some(&row), self.clock.now())
            {
                Move::Wait(pause) => Ok(Attempt::Wait(pause, Box::new(row))),
                Move::Take => Ok(Attempt::Wait(Duration::ZERO, Box::new(row))),
            },
            row => Ok(Attempt::Wait(
                Duration::from_millis(20),
                Box::new(row.unwrap_or_default()),
            )),
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

    fn held(&self, record: LockRecord, sent: Moment) -> Attempt {
        Attempt::Held(Box::new(Lease {
            client: self.client.clone(),
            table: self.table.clone(),
            key: self.key.clone(),
            guard: Arc::new(Guard::new(self.clock.clone(), record.lease, sent)),
            record,
            clock: self.clock.clone(),
            random: self.random.clone(),
            attempt: self.attempt,
        }))
    }
}
