use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, join_all};
use tokio::sync::Mutex;

use super::Migrator;
use super::session::Session;
use super::terms::{Goal, Terms};
use crate::cancellation::Cancellation;
use crate::control_plane::{Carried, ControlPlane, ControlPlaneParts, Named};
use crate::error::{Code, Error};
use crate::event::Event;
use crate::history::Journal;
use crate::plan::tables::{TablePlan, TableStep};
use crate::table::{Declaration, Observed, Presence, TableRow};

/// Brings tables to what is declared, under the lease.
pub(super) struct Bringing<'a> {
    pub(super) migrator: &'a Migrator,
    pub(super) plane: ControlPlane,
    pub(super) journal: Arc<Mutex<Journal>>,
    cancellation: Cancellation,
    pub(super) goal: Goal,
    /// Why a person takes a risk, for the audit log.
    reason: Option<&'a str>,
    /// Whether a table failed: the others finish the call that they are at, and begin no other.
    failed: AtomicBool,
    /// How many steps were taken.
    taken: AtomicUsize,
    /// Those of them that changed something.
    pub(super) changed: std::sync::Mutex<Vec<TableStep>>,
}

impl<'a> Bringing<'a> {
    pub(super) async fn new(
        migrator: &'a Migrator,
        session: &Session,
        cancellation: Cancellation,
        terms: &Terms<'a>,
    ) -> Self {
        let journal = session.journal.clone();
        let lease = journal.lock().await.lease().clone();
        let plane = ControlPlane::new(ControlPlaneParts {
            client: migrator.control_client().under(lease.guard()).sdk().clone(),
            lease,
            engine: migrator.settings.engine(),
            events: migrator.events.clone(),
            cancellation: cancellation.clone(),
        });
        Self {
            migrator,
            plane,
            journal,
            cancellation,
            goal: terms.goal,
            reason: terms.reason,
            failed: AtomicBool::new(false),
            taken: AtomicUsize::new(0),
            changed: std::sync::Mutex::default(),
        }
    }

    /// Records that the tables which are no longer declared are left alone, and says which.
    pub(super) async fn release(&self) -> Result<Vec<String>, Error> {
        let history = self.journal.lock().await.history().clone();
        let mut released = Vec::new();
        for row in self.migrator.released(&history) {
            let table = row.name.clone();
            self.write("release-table", row.clone().released()).await?;
            released.push(table.clone());
            self.migrator.events.emit(Event::TableReleased { table });
        }
        Ok(released)
    }

    /// Looks at the tables, plans, and takes every step that waits for nothing. Tables go on beside each other, the
    /// steps of one after each other.
    ///
    /// # Errors
    /// The first that came; the others have finished what they were at.
    pub(super) async fn bring(
        &self,
        plan: &TablePlan,
        observed: &BTreeMap<String, Observed>,
    ) -> Result<(), Error> {
        let ended = join_all(self.chains(plan, observed)).await;
        let mut failures: Vec<_> = ended.into_iter().filter_map(Result::err).collect();
        // Those that were only left where they were come after the ones that they were left for.
        failures.sort_by_key(|error| error.code() == Code::Interrupted);
        let mut failures = failures.into_iter();
        let first = failures.next().map_or(Ok(()), Err);
        for other in failures.filter(|error| error.code() != Code::Interrupted) {
            self.migrator.events.emit(Event::Warned {
                message: crate::error::chain(&other),
                hint: other.what_next().map(str::to_owned),
            });
        }
        first
    }

    /// What is done to each table, none begun.
    fn chains<'b>(
        &'b self,
        plan: &'b TablePlan,
        observed: &'b BTreeMap<String, Observed>,
    ) -> Vec<BoxFuture<'b, Result<(), Error>>> {
        let of = self.taken.load(Ordering::SeqCst) + plan.ready().count();
        let chain = |table: &'b Declaration| {
            let is_its = |step: &&TableStep| step.table == table.name();
            let chain = Chain {
                steps: plan.ready().filter(is_its).collect(),
                waits: plan.waits(table.name()),
                of,
            };
            self.bring_one(table, chain, observed.get(table.name()))
                .boxed()
        };
        self.migrator.changeable().map(chain).collect()
    }

    async fn bring_one(
        &self,
        table: &Declaration,
        chain: Chain<'_>,
        observed: Option<&Observed>,
    ) -> Result<(), Error> {
        let row = self
            .journal
            .lock()
            .await
            .history()
            .tables
            .get(table.name())
            .cloned();
        let is_recorded = row
            .as_ref()
            .is_some_and(|row| row.tells_of(table, observed));
        let is_on_its_way = chain.waits && row.as_ref().is_some_and(|row| row.is_bound_for(table));
        if chain.steps.is_empty() && (is_recorded || is_on_its_way) {
            return Ok(());
        }
        let brought = self.take(table, &chain, row.as_ref(), observed).await;
        if brought.is_err() {
            self.failed.store(true, Ordering::SeqCst);
        }
        brought
    }

    async fn take(
        &self,
        table: &Declaration,
        chain: &Chain<'_>,
        row: Option<&TableRow>,
        observed: Option<&Observed>,
    ) -> Result<(), Error> {
        // Known before the first call: whoever comes after a crash must find whose table it is.
        let mut claimed = TableRow::claimed(row, table, observed);
        self.write("claim-table", claimed.clone()).await?;
        let before = claimed.clone();
        let taken = self.steps(table.name(), chain, &mut claimed).await;
        // What was spent of a budget, and what a key's name stands for, shows nowhere: the next run has to know.
        if (taken.is_err() || chain.waits) && claimed != before {
            let written = self.write("note-table", claimed.clone()).await;
            taken.and(written)?;
        } else {
            taken?;
        }
        // Migrations rely on it too.
        let observed = self.settled(table).await?;
        if chain.waits {
            return Ok(());
        }
        let looked_at = Some(self.journal.lock().await.timestamp());
        let row = TableRow {
            looked_at,
            ..claimed
        };
        match (observed, table.presence) {
            (Some(observed), _) => {
                self.write("bring-table", row.settled(table, &observed))
                    .await
            }
            (None, Presence::Dropped) => self.write("drop-table", row.dropped()).await,
            (None, Presence::Kept) => Err(super::finish::deleted(table.name())),
        }
    }

    async fn steps(&self, table: &str, chain: &Chain<'_>, row: &mut TableRow) -> Result<(), Error> {
        for step in &chain.steps {
            self.check_wish_to_stop(table)?;
            if let Carried::Out { key } = self.step(step, chain.of).await? {
                if let (Some(named), Some(arn)) = (step.call.encryption(), key) {
                    row.keyed(named, &arn);
                }
                let ours = step.spends.iter().filter(|spending| spending.of.is_none());
                ours.for_each(|spending| row.spend(spending.budget, self.migrator.clock.seconds()));
            }
        }
        Ok(())
    }

    /// Takes one step of a table, and tells of it.
    pub(super) async fn step(&self, step: &TableStep, of: usize) -> Result<Carried, Error> {
        let started = self.migrator.clock.now();
        let real = self.migrator.settings.table_name(&step.table)?;
        let named = Named {
            logical: &step.table,
            real: &real,
        };
        let carried = self.plane.carry_out(named, &step.call).await?;
        let n = self.taken.fetch_add(1, Ordering::SeqCst) + 1;
        if matches!(carried, Carried::Out { .. }) {
            self.changed().push(step.clone());
            self.migrator.events.emit(Event::TableChanged {
                table: step.table.clone(),
                detail: step.detail.clone(),
                n,
                of,
                elapsed: self.migrator.clock.now().saturating_sub(started),
            });
        }
        Ok(carried)
    }

    fn check_wish_to_stop(&self, table: &str) -> Result<(), Error> {
        let (failed, stopped) = (
            self.failed.load(Ordering::SeqCst),
            self.cancellation.is_cancelled(),
        );
        if !failed && !stopped {
            return Ok(());
        }
        let why = if failed {
            "another table failed"
        } else {
            "the run is to stop"
        };
        let message = format!("table `{table}` was left where it was, because {why}");
        Err(Error::new(Code::Interrupted, message)
            .hint("run the same command again: it goes on from there"))
    }

    async fn write(&self, command: &str, row: TableRow) -> Result<(), Error> {
        let mut journal = self.journal.lock().await;
        journal.write_table(command, row, self.reason).await
    }
}

/// What is to be done to one table.
struct Chain<'a> {
    steps: Vec<&'a TableStep>,
    /// Whether more is to be done once migrations are applied.
    waits: bool,
    /// How many steps the run takes.
    of: usize,
}
