use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;

use super::Migrator;
use super::terms::Make;
use crate::error::{Code, Error};
use crate::event::Event;
use crate::history::{Journal, JournalParts, Store};
use crate::lease::{Contender, Contention, Lease, LockRecord, Look, lost};
use crate::meta::{MetaSpec, create_if_absent};
use crate::plan::Plan;

/// What a command does once it holds the lock.
pub(super) struct Session {
    pub(super) journal: Arc<Mutex<Journal>>,
}

/// What is asked again and again while waiting for a lock.
pub(super) enum Patience<'a> {
    /// Whether there is anything left to do or to wait for by now. What others run that this program does not know, it
    /// does not wait for.
    UntilNothingToDo(&'a Make<'a>),
    /// Nothing: the lock is needed in any case.
    ForTheLock,
}

impl Migrator {
    /// Makes sure that the meta table is there. Returns the AWS account, where it is known.
    pub(super) async fn ensure_meta_table(&self) -> Result<Option<String>, Error> {
        let spec = MetaSpec {
            address: self.address(),
            billing: self.settings.meta_billing(),
            tags: self.settings.meta_tags().clone(),
        };
        let created = create_if_absent(&self.control_client(), &spec).await?;
        for table in created.tables {
            self.events.emit(Event::MetaTableCreated { table });
        }
        Ok(created.account)
    }

    /// Waits for the lock and takes it; none where it turned out meanwhile that there is nothing left to do.
    pub(super) async fn enter(
        &self,
        run: &str,
        patience: Patience<'_>,
    ) -> Result<Option<Lease>, Error> {
        let store = self.store();
        let started = self.clock.now();
        let mut contention = self.contention(&store, run);
        let mut told: Option<String> = None;
        let mut ensured = false;
        let mut planned_at = None;
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
                        let generation = lease.generation();
                        let waited = self.clock.now().saturating_sub(started);
                        self.events.emit(Event::LockAcquired { generation, waited });
                        return Ok(Some(lease));
                    }
                }
                Look::Held(pause, holder) => {
                    if let Patience::UntilNothingToDo(make) = patience
                        && self.nothing_to_do(&store, make, &mut planned_at).await?
                    {
                        return Ok(None);
                    }
                    self.tell_waiting(&holder, &mut told);
                    let patience = self.check_patience(started, &holder)?;
                    self.sleep_or_stop(pause.min(patience)).await?;
                }
            }
        }
    }

    fn contention(&self, store: &Store, run: &str) -> Contention {
        let address = store.address();
        Contention {
            client: store.client().clone(),
            table: address.lock_table.clone(),
            key: address.lock_key(),
            lease: self.settings.lease(),
            attempt: self.settings.attempt_timeout_control_plane(),
            identity: self.identity.clone(),
            run: run.to_owned(),
            clock: self.clock.clone(),
            random: self.random.clone(),
            contender: Contender::new(),
        }
    }

    fn tell_waiting(&self, holder: &LockRecord, told: &mut Option<String>) {
        if holder.owner.is_none() || *told == holder.owner {
            return;
        }
        told.clone_from(&holder.owner);
        self.events.emit(Event::LockAwaited {
            actor: holder.actor.clone(),
            host: holder.host.clone(),
            pid: holder.pid,
            run: holder.run.clone(),
            lease: holder.lease,
        });
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

    async fn sleep_or_stop(&self, pause: Duration) -> Result<(), Error> {
        tokio::select! {
            () = tokio::time::sleep(pause) => Ok(()),
            () = self.cancellation.cancelled() => {
                Err(Error::new(Code::Interrupted, "stopped while waiting for the lock").hint("nothing was changed"))
            }
        }
    }

    /// Works under a lease: renews it beside the work, ends the work when it is lost, and releases it in any case.
    pub(super) async fn under<T>(
        &self,
        lease: Lease,
        account: Option<String>,
        work: impl AsyncFnOnce(Session) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let lease: Arc<Lease> = Arc::new(lease);
        let worked = tokio::select! {
            biased;
            why = lease.keep() => return Err(lost(why)),
            worked = self.work(&lease, account, work) => worked,
        };
        if worked
            .as_ref()
            .is_err_and(|error| error.code() == Code::LeaseLost)
        {
            return worked;
        }
        let released = lease.release().await;
        match (worked, released) {
            (Ok(value), Ok(())) => {
                self.events.emit(Event::LockReleased);
                Ok(value)
            }
            (Ok(_), Err(error)) => Err(Error::new(
                Code::LockNotReleased,
                "everything was done, but the lock could not be released",
            )
            .hint("it is free again one lease from now")
            .caused_by(error)),
            // The work's own error is the one to read; a lock that stays is free again one lease from now.
            (Err(error), released) => {
                if let Err(cause) = released {
                    let message = format!(
                        "the lock could not be released: {}",
                        crate::error::chain(&cause)
                    );
                    self.events.emit(Event::Warned {
                        message,
                        hint: None,
                    });
                }
                Err(error)
            }
        }
    }

    async fn work<T>(
        &self,
        lease: &Arc<Lease>,
        account: Option<String>,
        work: impl AsyncFnOnce(Session) -> Result<T, Error>,
    ) -> Result<T, Error> {
        if let Some(wait) = lease.quarantine() {
            self.events.emit(Event::QuarantineStarted { wait });
            self.sleep_or_stop(wait).await?;
            lease.end_quarantine().await?;
        }
        let store = self.store().under(lease.guard());
        // Read again under the lock: whoever held it before may have changed everything.
        let history = store.read().await?.history;
        if let Some(head) = &history.head {
            self.check_owner(head, account.as_deref())?;
        }
        let recovery = self.see_to_recovery(lease, history.head.as_ref()).await?;
        let journal = Journal::new(JournalParts {
            store,
            lease: lease.clone(),
            history,
            head: self.claim(account),
            recovery,
            identity: self.identity.clone(),
            clock: self.clock.clone(),
            random: self.random.clone(),
        });
        work(Session {
            journal: Arc::new(Mutex::new(journal)),
        })
        .await
    }

    /// Whether a head says that all that is linked is settled, and nothing else is open.
    pub(super) fn agrees(&self, head: &crate::history::Head) -> bool {
        head.unsettled == 0 && head.digest == self.registry.digest() && self.agrees_on_tables(head)
    }

    /// Whether a plan has become empty. Looks at the history only where the head has moved since the last look.
    async fn nothing_to_do(
        &self,
        store: &Store,
        make: &Make<'_>,
        planned_at: &mut Option<u64>,
    ) -> Result<bool, Error> {
        let counter = store.head().await?.map_or(0, |head| head.counter);
        if planned_at.replace(counter) == Some(counter) {
            return Ok(false);
        }
        let history = store.read().await?.history;
        let is_done = |plan: Plan| plan.is_empty() && plan.awaited.is_empty();
        let is_recorded =
            self.tables_are_recorded(&history) && self.released(&history).next().is_none();
        Ok(make(&history).is_ok_and(is_done) && is_recorded)
    }
}
