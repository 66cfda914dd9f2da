use std::sync::Arc;

use tokio::sync::Mutex;

use super::Migrator;
use crate::error::{Code, Error};
use crate::event::Event;
use crate::history::{History, Journal, JournalParts};
use crate::lease::{Lease, lost};
use crate::meta::{MetaSpec, create_if_absent};
use crate::migration::MigrationId;
use crate::saved::SavedPlan;

/// What a command does once it holds the lock.
pub(super) struct Session {
    pub(super) journal: Arc<Mutex<Journal>>,
}

impl Session {
    /// What is recorded. What is written from now on is told to be done by a saved plan, where it is.
    pub(super) async fn history(&self, plan: Option<&SavedPlan>) -> History {
        let mut journal = self.journal.lock().await;
        if let Some(plan) = plan {
            journal.carry_out(plan.id());
        }
        journal.history().clone()
    }
}

/// What a lease is held for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LeaseOf {
    /// Planning, tables, and what runs once.
    Namespace,
    /// The run of this item migration.
    Run(MigrationId),
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

    /// Works under a lease: renews it beside the work, ends the work when it is lost, and releases it in any case.
    pub(super) async fn under<T>(
        &self,
        lease: Lease,
        of: LeaseOf,
        account: Option<String>,
        work: impl AsyncFnOnce(Session) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let lease: Arc<Lease> = Arc::new(lease);
        let is_lock = of == LeaseOf::Namespace;
        let worked = tokio::select! {
            biased;
            why = lease.keep() => return Err(lost(why)),
            worked = self.work(&lease, of, account, work) => worked,
        };
        if worked
            .as_ref()
            .is_err_and(|error| error.code() == Code::LeaseLost)
        {
            return worked;
        }
        let released = lease.release().await;
        if is_lock && worked.is_ok() && released.is_ok() {
            self.events.emit(Event::LockReleased);
        }
        self.after_release(worked, released)
    }

    fn after_release<T>(
        &self,
        worked: Result<T, Error>,
        released: Result<(), Error>,
    ) -> Result<T, Error> {
        match (worked, released) {
            (Ok(value), Ok(())) => Ok(value),
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
        of: LeaseOf,
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
            run: match of {
                LeaseOf::Namespace => None,
                LeaseOf::Run(id) => Some(id),
            },
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
}
