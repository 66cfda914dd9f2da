use std::sync::Arc;
use std::time::Duration;

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem};

use super::codec::{write_head, write_row};
use super::store::Store;
use super::verdict::{Verdict, verdict};
use super::{After, Change, Head, History, LogRow, MigrationRow, Status};
use crate::clock::Clock;
use crate::error::{Code, Error};
use crate::identity::Identity;
use crate::lease::{Lease, Lost, lost};
use crate::meta::{Item, Key, Transacted};
use crate::migration::MigrationId;
use crate::random::Random;

/// The history under a lease: what was read after the lock was taken, and each change since.
#[derive(Debug)]
pub(crate) struct Journal {
    store: Store,
    lease: Arc<Lease>,
    history: History,
    /// What a new head says of the namespace.
    head: Head,
    identity: Identity,
    clock: Clock,
    random: Random,
    counter: u64,
    /// Whether nobody knows what became of the last change.
    in_doubt: bool,
    /// When the function that runs was started.
    started: Option<Duration>,
}

/// What a journal is made of.
#[derive(Debug)]
pub(crate) struct JournalParts {
    pub(crate) store: Store,
    pub(crate) lease: Arc<Lease>,
    /// What was read after the lock was taken.
    pub(crate) history: History,
    /// What a new head says of the namespace.
    pub(crate) head: Head,
    pub(crate) identity: Identity,
    pub(crate) clock: Clock,
    pub(crate) random: Random,
}

/// How many actions of a transaction are ours, at the most.
pub(crate) const OURS: usize = 5;

impl Journal {
    pub(crate) fn new(parts: JournalParts) -> Self {
        let JournalParts {
            store,
            lease,
            history,
            head,
            identity,
            clock,
            random,
        } = parts;
        Self {
            store,
            lease,
            history,
            head,
            identity,
            clock,
            random,
            counter: 0,
            in_doubt: false,
            started: None,
        }
    }

    pub(crate) fn history(&self) -> &History {
        &self.history
    }

    pub(crate) fn lease(&self) -> &Arc<Lease> {
        &self.lease
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// The row of a change to come: the one that is there, or a new one.
    pub(crate) fn row(&self, id: &MigrationId) -> MigrationRow {
        self.history
            .row(id)
            .cloned()
            .unwrap_or_else(|| MigrationRow::new(id.clone(), super::Status::Reverted))
    }

    /// The row of a migration whose function was started by this process and has ended, well or not.
    pub(crate) fn ended_row(&self, id: &MigrationId) -> MigrationRow {
        let elapsed = self
            .started
            .map(|started| self.clock.now().saturating_sub(started));
        MigrationRow {
            finished_at: Some(self.clock.timestamp()),
            duration_ms: elapsed
                .map(|elapsed| u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX)),
            error: None,
            ..self.row(id).noted(None)
        }
    }

    /// The row of a migration whose function has done it: it has a place in the order of application.
    pub(crate) fn applied_row(&self, id: &MigrationId) -> MigrationRow {
        MigrationRow {
            seq: Some(self.history.next_seq()),
            ..self.ended_row(id)
        }
    }

    /// The row of a migration that is undone: it has no place in the order of application any more.
    pub(crate) fn reverted_row(&self, id: &MigrationId) -> MigrationRow {
        MigrationRow {
            seq: None,
            ..self.ended_row(id)
        }
    }

    /// The time of day, for a row.
    pub(crate) fn timestamp(&self) -> String {
        self.clock.timestamp()
    }

    /// The next function starts now.
    pub(crate) fn start(&mut self) {
        self.started = Some(self.clock.now());
    }

    /// Writes one change: the row, the head and the log, and the user's own actions, in one transaction under the
    /// lease. One TransactWriteItems, sent again with the same token until its outcome is known.
    ///
    /// When the outcome stays unknown nothing more is written: what would follow depends on it. The next run reads it.
    pub(crate) async fn write(&mut self, mut change: Change) -> Result<(), Error> {
        if self.in_doubt {
            return Err(in_doubt(&change));
        }
        change.row.generation = self.lease.generation();
        change.row.schema = MigrationRow::SCHEMA;
        env!("CARGO_PKG_VERSION").clone_into(&mut change.row.tool_version);
        self.counter += 1;
        loop {
            let after = change.decide(&self.history)?;
            if let After::State(status) = &after {
                change.row.status = status.clone();
            }
            let log = LogRow::of(&self.identity, self.clock.timestamp(), &change, &after);
            let mut next = self.history.clone();
            follow(&mut next, &change, &after);
            let head = self.next_head(&next);
            let actions = self
                .actions(&change, &after, &head, &log)
                .map_err(unbuildable)?;
            let sent = self.send(actions).await;
            // What cancelled a transaction says that nothing of it was written.
            self.in_doubt = sent
                .as_ref()
                .is_err_and(|error| error.code() != Code::TransactionCancelled);
            match sent? {
                Sent::Done => {
                    next.head = Some(head);
                    self.history = next;
                    return Ok(());
                }
                // Another lease of the namespace wrote meanwhile: go on from what it left.
                Sent::HeadMoved => self.history = self.store.read().await?.history,
            }
        }
    }

    fn next_head(&self, next: &History) -> Head {
        let before = self.history.head.as_ref();
        Head {
            digest: next.digest(),
            unsettled: next.unsettled(),
            baselined: next.count(&Status::Baselined),
            skipped: next.count(&Status::Skipped),
            counter: before.map_or(0, |head| head.counter) + 1,
            schema: Head::SCHEMA,
            ..before.unwrap_or(&self.head).clone()
        }
    }

    fn actions(
        &self,
        change: &Change,
        after: &After,
        head: &Head,
        log: &LogRow,
    ) -> Result<Vec<TransactWriteItem>, BuildError> {
        let address = self.store.address();
        let (table, namespace) = (&address.table, &address.namespace);
        let action = TransactWriteItem::builder;
        let key = Key::migration(namespace, &change.row.id);
        let row = match after {
            After::State(_) => action().update(write_row(&change.row).action(table, &key)?),
            After::Nothing => action().delete(delete(table, &key)?),
        };
        let head_key = Key::head(namespace);
        let before = self.history.head.as_ref();
        let write_head =
            write_head(head, before, self.lease.generation()).action(table, &head_key)?;
        let mut actions = vec![
            action().condition_check(self.lease.fence()?).build(),
            row.build(),
            action().update(write_head).build(),
            action().put(self.log_action(log)?).build(),
        ];
        if let Some(id) = &change.renamed_from {
            actions.push(
                action()
                    .delete(delete(table, &Key::migration(namespace, id))?)
                    .build(),
            );
        }
        actions.extend(change.with.iter().cloned());
        Ok(actions)
    }

    fn log_action(&self, log: &LogRow) -> Result<Put, BuildError> {
        let address = self.store.address();
        let mut item: Item =
            Key::log(&address.namespace, self.lease.generation(), self.counter).item();
        item.extend(log.attributes());
        Put::builder()
            .table_name(&address.table)
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(pk)")
            .build()
    }

    /// Sends a transaction until its outcome is known or the lease is spent.
    pub(super) async fn send(&self, actions: Vec<TransactWriteItem>) -> Result<Sent, Error> {
        let table = &self.store.address().table;
        let token = self.random.name();
        let mut pause = Duration::from_millis(25);
        loop {
            let again = match self
                .store
                .client()
                .transact(table, &token, actions.clone())
                .await?
            {
                Transacted::Done => return Ok(Sent::Done),
                Transacted::Cancelled(reasons) => match verdict(&reasons) {
                    Verdict::Written => return Ok(Sent::Done),
                    Verdict::LeaseTaken => {
                        self.lease.guard().lose(Lost::Taken);
                        return Err(lost(Lost::Taken));
                    }
                    Verdict::HeadMoved => return Ok(Sent::HeadMoved),
                    Verdict::NewerRow => return Err(newer_row(table)),
                    Verdict::Users(error) => return Err(error),
                    Verdict::Again(error) => error,
                },
                Transacted::Again(error) => error,
            };
            if self.lease.guard().remaining(Duration::ZERO) < pause {
                return Err(again);
            }
            tokio::time::sleep(pause.mul_f64(0.5 + self.random.fraction())).await;
            pause = (pause * 2).min(Duration::from_secs(1));
        }
    }
}

pub(super) enum Sent {
    Done,
    HeadMoved,
}

fn follow(history: &mut History, change: &Change, after: &After) {
    if let Some(id) = &change.renamed_from {
        history.remove(id);
    }
    match after {
        After::State(_) => history.set(change.row.clone()),
        After::Nothing => history.remove(&change.row.id),
    }
}

fn delete(table: &str, key: &Key) -> Result<Delete, BuildError> {
    Delete::builder()
        .table_name(table)
        .set_key(Some(key.item()))
        .build()
}

fn newer_row(table: &str) -> Error {
    Error::new(
        Code::NewerSchema,
        format!("a row in table `{table}` was written by a newer release of dynamig"),
    )
    .hint("use that release")
}

fn in_doubt(change: &Change) -> Error {
    Error::new(
        Code::Unreachable,
        format!(
            "`{}` of migration {} is not recorded: nobody knows what became of the change before it",
            change.command.as_str(),
            change.row.id
        ),
    )
    .hint("run the same command again: it reads what was stored, and goes on from there")
}

pub(super) fn unbuildable(error: BuildError) -> Error {
    Error::new(
        Code::Internal,
        "a request of dynamig's own could not be built",
    )
    .caused_by(error)
}
