use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use futures_util::FutureExt as _;

use super::Migrator;
use super::run_lease::Until;
use super::session::{LeaseOf, Session};
use super::wish_check::never_run;
use crate::error::{Code, Error};
use crate::history::{Change, Command, LogRow, MigrationRow, Status};
use crate::lease::Lease;
use crate::meta::{Item, Key, Transacted, Update, number, text};
use crate::migration::{Direction, MigrationId};
use crate::rewrite::{MAX_RCU, MAX_WCU, WISH, WISHED_BY, Wish};

/// What a person says of an item migration's run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RunWish {
    /// It is to wait. Its process stays, and goes on when it is resumed.
    Pause,
    /// It is to go on from its checkpoints: at once where its process waits, else with the next `up`.
    Resume,
    /// It is to end as far as it is. No `up` goes on with it until it is resumed.
    Cancel,
}

/// Other rates for a run. None: as they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Throttle {
    /// The most read units a second.
    pub max_rcu: Option<u32>,
    /// The most write units a second, those of indexes included.
    pub max_wcu: Option<u32>,
}

impl From<RunWish> for Wish {
    fn from(wish: RunWish) -> Self {
        match wish {
            RunWish::Pause => Self::Pause,
            RunWish::Resume => Self::Resume,
            RunWish::Cancel => Self::Cancel,
        }
    }
}

impl Wish {
    pub(super) fn command(self) -> Command {
        match self {
            Self::Pause => Command::Pause,
            Self::Resume => Command::Resume,
            Self::Cancel => Command::Cancel,
        }
    }
}

impl Migrator {
    /// Has an item migration pause, go on, or end: the process that runs it does so within two seconds. Where none runs
    /// it, that is recorded at once; where its process has died, once its lease is over.
    ///
    /// Runs nothing of the migration's, and needs no program that links it.
    ///
    /// # Errors
    /// [`Code::UnknownMigration`], and [`Code::IllegalTransition`] where the state of the migration allows it not.
    ///
    /// # Cost
    /// A Query of the namespace, a TransactWriteItems of two rows, a GetItem or two each quarter of a second until it is
    /// done, and where no process does it the run's lease and a transaction of four rows.
    pub async fn wish(
        &self,
        id: &str,
        wish: RunWish,
        reason: Option<String>,
    ) -> Result<MigrationId, Error> {
        let id = self.wished_of(id, wish).await?;
        let wish = Wish::from(wish);
        let set = Item::from([
            (WISH.to_owned(), text(wish.as_str())),
            (WISHED_BY.to_owned(), text(self.identity.label())),
        ]);
        self.tell_run(&id, wish.as_str(), Update::set(set), reason.clone())
            .await?;
        self.see_done(&id, wish, reason).await?;
        Ok(id)
    }

    /// Changes the rates of an item migration: the process that runs it goes by them within two seconds, and so does
    /// whoever goes on with it.
    ///
    /// # Errors
    /// [`Code::UnknownMigration`]; [`Code::IllegalTransition`] where it does not run.
    ///
    /// # Cost
    /// A Query of the namespace and a TransactWriteItems of two rows.
    pub async fn throttle(&self, id: &str, to: Throttle) -> Result<MigrationId, Error> {
        let id = self.throttled(id).await?;
        let rates = [(MAX_RCU, to.max_rcu), (MAX_WCU, to.max_wcu)];
        let set = rates
            .into_iter()
            .filter_map(|(name, rate)| Some((name.to_owned(), number(rate?))));
        self.tell_run(&id, "throttle", Update::set(set.collect()), None)
            .await?;
        Ok(id)
    }

    /// Writes into the row of a run what people wish, and who they are into the log.
    async fn tell_run(
        &self,
        id: &MigrationId,
        command: &str,
        update: Update,
        reason: Option<String>,
    ) -> Result<(), Error> {
        let store = self.store();
        let generation = store.read().await?.generation;
        let log = LogRow {
            migration: Some(id.to_string()),
            reason,
            ..LogRow::new(
                &self.identity,
                self.clock.timestamp(),
                &format!("wish-{command}"),
            )
        };
        let actions = self
            .telling(id, update, &log, generation)
            .map_err(|cause| {
                let message = "a request of dynamig's own could not be built";
                Error::new(Code::Internal, message).caused_by(cause)
            })?;
        let (table, token) = (self.address().table, self.random.name());
        match store.client().transact(&table, &token, actions).await? {
            Transacted::Done => Ok(()),
            Transacted::Again(error) => Err(error),
            Transacted::Cancelled(_) => Err(never_run(id)),
        }
    }

    fn telling(
        &self,
        id: &MigrationId,
        update: Update,
        log: &LogRow,
        generation: u64,
    ) -> Result<Vec<TransactWriteItem>, BuildError> {
        let address = self.address();
        let key = Key::control(&address.namespace, id);
        let mark = format!("wish#{}", self.random.name());
        let mut row = Key::log_outside(&address.namespace, generation, &mark).item();
        row.extend(log.attributes());
        let put = Put::builder().table_name(&address.table);
        let put = put.set_item(Some(row)).build()?;
        let update = update.when("attribute_exists(#generation)", &["generation"], &[]);
        let update = update.action(&address.table, &key)?;
        let action = TransactWriteItem::builder;
        Ok(vec![
            action().update(update).build(),
            action().put(put).build(),
        ])
    }

    /// Waits until a wish is done; where nobody holds the run's lease, does it, and takes out of the row what was wished.
    async fn see_done(
        &self,
        id: &MigrationId,
        wish: Wish,
        reason: Option<String>,
    ) -> Result<(), Error> {
        let until = Until::Done(wish);
        match self.enter_run(id, wish.as_str(), until).boxed().await? {
            Some(lease) => self.record_wish(id, wish, reason, lease).await,
            None => Ok(()),
        }
    }

    /// Records what a wish makes of a migration that nobody is at.
    async fn record_wish(
        &self,
        id: &MigrationId,
        wish: Wish,
        reason: Option<String>,
        lease: Lease,
    ) -> Result<(), Error> {
        let of = LeaseOf::Run(id.clone());
        let rows = self.run_rows(id, Direction::Up, &lease);
        let work = async |session: Session| {
            let mut journal = session.journal.lock().await;
            let row = MigrationRow {
                note: None,
                ..journal.row(id)
            };
            if !is_done(Some(&row.status), wish) {
                let change = Change::new(wish.command(), row).because(reason);
                let written = journal.write(change).await;
                // What cannot be done, as when it ended meanwhile, is not left for the next run.
                return rows.done(wish).await.and(written);
            }
            rows.done(wish).await
        };
        self.under(lease, of, None, work).await
    }
}

/// Whether a migration in this state is as somebody wishes.
pub(super) fn is_done(status: Option<&Status>, wish: Wish) -> bool {
    match wish {
        Wish::Pause => status == Some(&Status::Paused),
        Wish::Cancel => status == Some(&Status::Cancelled),
        Wish::Resume => !matches!(status, Some(Status::Paused | Status::Cancelled)),
    }
}
