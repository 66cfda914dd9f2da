use futures_util::FutureExt as _;

use super::Migrator;
use super::option_methods::option_methods;
use super::run_lease::Until;
use super::session::{LeaseOf, Session};
use crate::error::{Code, Error};
use crate::history::{History, LogRow, Status};
use crate::meta::{Key, Update, Written};
use crate::migration::{Direction, Migration, MigrationId};
use crate::rewrite::{Edits, FailedItem, ItemCounts};

/// What became of the items that an item migration had gone past.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Retried {
    /// What became of them; `scanned` is how many there were.
    pub counts: ItemCounts,
    /// Those that failed again, up to a thousand.
    pub failed: Vec<FailedItem>,
}

/// How [`Migrator::retry_with`] goes about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryOptions {
    /// Why items are written on a protected environment in a table whose point-in-time recovery is off; none: that is
    /// refused, with [`Code::RecoveryOff`]. The audit log keeps it.
    pub no_pitr: Option<String>,
}

impl RetryOptions {
    /// Not without recovery.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    option_methods!(no_pitr);
}

impl Migrator {
    /// Calls the function of an item migration again with the items that it went past because `max_errors` let it, as they
    /// are by now. What fails again stays noted.
    ///
    /// # Errors
    /// As [`retry_with`](Self::retry_with).
    ///
    /// # Cost
    /// As [`retry_with`](Self::retry_with).
    pub async fn retry(&self, id: &str) -> Result<Retried, Error> {
        let options = RetryOptions::new();
        self.retry_with(id, &options).boxed().await
    }

    /// The same with options.
    ///
    /// # Errors
    /// [`Code::UnknownMigration`]; [`Code::NotLinked`] where this program does not have it; [`Code::IllegalTransition`] where
    /// it is not applied, and did not fail; [`Code::RecoveryOff`] on a protected environment where the point-in-time recovery
    /// of its table is off; and whatever ends a run.
    ///
    /// # Cost
    /// The run's lease, a Query of the noted items, and for each of them a strongly consistent GetItem, its write, and a
    /// DeleteItem and an UpdateItem on the meta table. On a protected environment a DescribeTable and a
    /// DescribeContinuousBackups, or, where a reason is given, an UpdateItem for the log.
    pub async fn retry_with(&self, id: &str, options: &RetryOptions) -> Result<Retried, Error> {
        self.settings.require_namespace()?;
        self.settings.check()?;
        let history = self.history().await?;
        let (id, migration) = self.known(&history, id)?;
        let migration = migration.ok_or_else(|| {
            let message =
                format!("migration {id} is not linked, and only its function can be tried again");
            Error::new(Code::NotLinked, message).hint("run this with the program that declares it")
        })?;
        check(&history, &id)?;
        let no_pitr = options.no_pitr.as_deref();
        let checking = self.check_recovery_of(&migration, no_pitr);
        self.tell_unrecoverable(&checking.boxed().await?);
        let entered = self.enter_run(&id, "retry", Until::Had).boxed().await?;
        let Some(lease) = entered else {
            let message = format!("the lease of migration {id} was needed and not taken");
            return Err(Error::new(Code::Internal, message));
        };
        let work = async |session: Session| {
            check(session.journal.lock().await.history(), &id)?;
            if let Some(reason) = no_pitr {
                self.log_retry(&id, reason, &session).boxed().await?;
            }
            self.retry_noted(&migration, session).boxed().await
        };
        let of = LeaseOf::Run(id.clone());
        self.under(lease, of, None, work).boxed().await
    }

    /// Writes into the log why items are tried again that cannot be recovered.
    async fn log_retry(
        &self,
        id: &MigrationId,
        reason: &str,
        session: &Session,
    ) -> Result<(), Error> {
        let log = LogRow {
            migration: Some(id.to_string()),
            reason: Some(reason.to_owned()),
            ..LogRow::new(&self.identity, self.clock.timestamp(), "retry")
        };
        let (address, lease) = (self.address(), session.journal.lock().await.lease().clone());
        let mark = format!("retry#{id}");
        let key = Key::log_outside(&address.namespace, lease.generation(), &mark);
        let client = self.meta_client().under(lease.guard());
        let update = Update::set(log.attributes());
        match client.update_if(&address.table, &key, update).await? {
            Written::Done | Written::Refused => Ok(()),
        }
    }

    async fn retry_noted(&self, migration: &Migration, session: Session) -> Result<Retried, Error> {
        let stop = self.cancellation.clone();
        let direction = Direction::Up;
        let mut run = self
            .prepare(migration, direction, &session, &stop, Edits::Taken)
            .boxed()
            .await?;
        run.failures.take_all();
        let counts = run.retry().boxed().await;
        run.context.end();
        run.context.quiet().await;
        Ok(Retried {
            counts: counts?,
            failed: run.failures.told(),
        })
    }
}

/// Whether there may be items that were gone past, and nobody is at the others.
fn check(history: &History, id: &MigrationId) -> Result<(), Error> {
    let status = history.row(id).map(|row| &row.status);
    if matches!(status, Some(Status::Applied | Status::Failed)) {
        return Ok(());
    }
    let state = status.map_or("pending", Status::as_str);
    let message = format!(
        "migration {id} is {state}: items are tried again once it is applied, or has failed"
    );
    Err(Error::new(Code::IllegalTransition, message).hint("`up` goes on with it"))
}
