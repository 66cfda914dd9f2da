use std::time::Duration;

use super::Migrator;
use super::session::LeaseOf;
use super::terms::Make;
use crate::error::{Code, Error};
use crate::event::Event;
use crate::history::Store;
use crate::lease::{Contender, Contention, Lease, LockRecord, Look};
use crate::meta::Key;
use crate::plan::Plan;

/// What is asked again and again while waiting for a lock.
pub(super) enum Patience<'a> {
    /// Whether there is anything left to do or to wait for by now. What others run that this program does not know, it
    /// does not wait for.
    UntilNothingToDo(&'a Make<'a>),
    /// Nothing: the lock is needed in any case.
    ForTheLock,
}

/// What waiting for the lock has come to so far.
pub(super) struct Waiting<'a> {
    patience: Patience<'a>,
    /// Since when.
    started: Duration,
    /// The holder that was told of.
    told: Option<String>,
    /// The head's counter when a plan was last made.
    planned_at: Option<u64>,
}

impl<'a> Waiting<'a> {
    pub(super) fn since(started: Duration, patience: Patience<'a>) -> Self {
        Self {
            patience,
            started,
            told: None,
            planned_at: None,
        }
    }
}

/// Taking the lock.
impl Migrator {
    /// Waits for the lock and takes it; none where it turned out meanwhile that there is nothing left to do.
    pub(super) async fn enter(
        &self,
        run: &str,
        patience: Patience<'_>,
    ) -> Result<Option<Lease>, Error> {
        let store = self.store();
        let mut waiting = Waiting::since(self.clock.now(), patience);
        let mut contention = self.contention(&LeaseOf::Namespace, run);
        let mut ensured = false;
        loop {
            let look = match contention.look().await {
                // The lock was given a table of its own, which is not there yet.
                Err(error) if error.code() == Code::MetaTableMissing && !ensured => {
                    ensured = true;
                    self.ensure_meta_table().await?;
                    continue;
                }
                look => look?,
            };
            match look {
                Look::Free(seen) => {
                    let floor = store.read().await?.generation;
                    if let Some(lease) = contention.take(seen.as_ref(), floor).await? {
                        self.tell_acquired(&lease, &waiting);
                        return Ok(Some(lease));
                    }
                }
                Look::Held(pause, holder) => {
                    if self.nothing_to_do(&store, &mut waiting).await? {
                        return Ok(None);
                    }
                    self.wait_a_while(pause, &holder, &mut waiting).await?;
                }
            }
        }
    }

    pub(super) fn contention(&self, of: &LeaseOf, run: &str) -> Contention {
        let address = self.address();
        let (table, key) = match of {
            LeaseOf::Namespace => (address.lock_table.clone(), address.lock_key()),
            LeaseOf::Run(id) => {
                let key = Key::control(&address.namespace, id);
                (address.table, key)
            }
        };
        Contention {
            client: self.meta_client(),
            table,
            key,
            lease: self.settings.lease(),
            attempt: self.settings.attempt_timeout_control_plane(),
            identity: self.identity.clone(),
            run: run.to_owned(),
            clock: self.clock.clone(),
            random: self.random.clone(),
            contender: Contender::new(),
        }
    }

    /// Tells of each holder once.
    fn tell_waiting(&self, holder: &LockRecord, waiting: &mut Waiting<'_>) {
        if holder.owner.is_none() || waiting.told == holder.owner {
            return;
        }
        waiting.told.clone_from(&holder.owner);
        self.events.emit(Event::LockAwaited {
            actor: holder.actor.clone(),
            host: holder.host.clone(),
            pid: holder.pid,
            run: holder.run.clone(),
            lease: holder.lease,
        });
    }

    fn tell_acquired(&self, lease: &Lease, waiting: &Waiting<'_>) {
        let generation = lease.generation();
        let waited = self.clock.now().saturating_sub(waiting.started);
        self.events.emit(Event::LockAcquired { generation, waited });
    }

    /// Waits until it is time for another look.
    pub(super) async fn wait_a_while(
        &self,
        pause: Duration,
        holder: &LockRecord,
        waiting: &mut Waiting<'_>,
    ) -> Result<(), Error> {
        self.tell_waiting(holder, waiting);
        let patience = self.check_patience(waiting.started, holder)?;
        self.sleep_or_stop(pause.min(patience)).await
    }

    /// How much longer the caller wants to wait.
    fn check_patience(&self, started: Duration, holder: &LockRecord) -> Result<Duration, Error> {
        let waited = self.clock.now().saturating_sub(started);
        match self.settings.lock_timeout() {
            Some(limit) if waited >= limit => {
                let LockRecord {
                    actor,
                    host,
                    pid,
                    run,
                    ..
                } = holder;
                Err(Error::new(
                    Code::LockTimeout,
                    format!("the lock was held for {limit:?} by {actor} on {host} (process {pid}, `{run}`)"),
                )
                .hint("wait for it, or look at it with `lock show`"))
            }
            Some(limit) => Ok(limit - waited),
            None => Ok(Duration::MAX),
        }
    }

    pub(super) async fn sleep_or_stop(&self, pause: Duration) -> Result<(), Error> {
        tokio::select! {
            () = tokio::time::sleep(pause) => Ok(()),
            () = self.cancellation.cancelled() => {
                Err(Error::new(Code::Interrupted, "stopped while waiting for the lock").hint("nothing was changed"))
            }
        }
    }

    /// Whether the plan has become empty. Looks at the history only where the head has moved since the last look.
    async fn nothing_to_do(&self, store: &Store, waiting: &mut Waiting<'_>) -> Result<bool, Error> {
        let Patience::UntilNothingToDo(make) = waiting.patience else {
            return Ok(false);
        };
        let counter = store.head().await?.map_or(0, |head| head.counter);
        if waiting.planned_at.replace(counter) == Some(counter) {
            return Ok(false);
        }
        let history = store.read().await?.history;
        let is_done = |plan: Plan| plan.is_empty() && plan.awaited.is_empty();
        let is_recorded =
            self.tables_are_recorded(&history) && self.released(&history).next().is_none();
        Ok(make(&history).is_ok_and(is_done) && is_recorded)
    }
}
