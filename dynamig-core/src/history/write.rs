use std::time::Duration;

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem};

use super::codec::{write_head, write_row};
use super::journal::Journal;
use super::send::{Sent, unbuildable};
use super::table_codec::write_table_row;
use super::{After, Change, Command, Head, History, LogRow, MigrationRow, Status};
use crate::error::{Code, Error};
use crate::lease::lost;
use crate::meta::{Item, Key};
use crate::table::TableRow;

/// How many actions of a transaction are ours, at the most.
pub(crate) const OURS: usize = 5;

/// How a change is written.
impl Journal {
    /// Writes one change: the row, the head and the log, and the user's own actions, in one transaction under the
    /// lease. One TransactWriteItems, sent again with the same token until its outcome is known.
    ///
    /// When the outcome stays unknown nothing more is written: what would follow depends on it. The next run reads it.
    pub(crate) async fn write(&mut self, mut change: Change) -> Result<(), Error> {
        if self.in_doubt {
            let what = format!("migration {}", change.row.id);
            return Err(self.doubt(change.command.as_str(), &what));
        }
        change.row.generation = self.lease.generation();
        change.row.schema = MigrationRow::SCHEMA;
        env!("CARGO_PKG_VERSION").clone_into(&mut change.row.tool_version);
        self.counter += 1;
        loop {
            let after = change.decide(&self.history)?;
            if change.command == Command::Finish {
                // Another lease of the namespace may have applied something meanwhile.
                change.row.seq = Some(self.history.next_seq());
            }
            if let After::State(status) = &after {
                change.row.status = status.clone();
            }
            let log = LogRow {
                plan: self.plan.clone(),
                ..LogRow::of(&self.identity, self.clock.timestamp(), &change, &after)
            };
            let mut next = self.history.clone();
            follow(&mut next, &change, &after);
            let head = self.next_head(&next);
            let actions = self
                .actions(&change, &after, &head, &log)
                .map_err(unbuildable)?;
            if self.commit(actions, next, head).await? == Committed::Yes {
                return Ok(());
            }
        }
    }

    /// Writes the row of a table, the head and the log, as [`write`](Self::write) does for a migration.
    pub(crate) async fn write_table(
        &mut self,
        command: &str,
        mut row: TableRow,
        reason: Option<&str>,
    ) -> Result<(), Error> {
        row.generation = self.lease.generation();
        row.schema = TableRow::SCHEMA;
        let log = LogRow {
            table: Some(row.name.clone()),
            state: Some(row.state.as_str().to_owned()),
            reason: reason.map(str::to_owned),
            plan: self.plan.clone(),
            ..LogRow::new(&self.identity, self.clock.timestamp(), command)
        };
        self.change_table(&row.name.clone(), Some(row), log).await
    }

    /// Removes the row of a table in the same way.
    pub(crate) async fn forget_table(&mut self, name: &str, reason: &str) -> Result<(), Error> {
        let log = LogRow {
            table: Some(name.to_owned()),
            reason: Some(reason.to_owned()),
            ..LogRow::new(&self.identity, self.clock.timestamp(), "forget-table")
        };
        self.change_table(name, None, log).await
    }

    async fn change_table(
        &mut self,
        name: &str,
        row: Option<TableRow>,
        log: LogRow,
    ) -> Result<(), Error> {
        if self.in_doubt {
            return Err(self.doubt(&log.command, &format!("table `{name}`")));
        }
        self.counter += 1;
        loop {
            let mut next = self.history.clone();
            match &row {
                Some(row) => drop(next.tables.insert(name.to_owned(), row.clone())),
                None => drop(next.tables.remove(name)),
            }
            let head = self.next_head(&next);
            let actions = self
                .table_actions(name, row.as_ref(), &head, &log)
                .map_err(unbuildable)?;
            if self.commit(actions, next, head).await? == Committed::Yes {
                return Ok(());
            }
        }
    }

    /// Sends a change; where another lease of the namespace wrote meanwhile, reads what it left.
    async fn commit(
        &mut self,
        actions: Vec<TransactWriteItem>,
        mut next: History,
        head: Head,
    ) -> Result<Committed, Error> {
        let sent = self.send(actions).await;
        // What cancelled a transaction says that nothing of it was written.
        self.in_doubt = sent
            .as_ref()
            .is_err_and(|error| error.code() != Code::TransactionCancelled);
        match sent.map_err(|error| self.or_lost(error))? {
            Sent::Done => {
                next.head = Some(head);
                self.history = next;
                Ok(Committed::Yes)
            }
            Sent::HeadMoved => {
                self.history = self.store.read().await?.history;
                Ok(Committed::Not)
            }
        }
    }

    /// Why nothing is written after a change whose outcome nobody knows.
    fn doubt(&self, command: &str, what: &str) -> Error {
        self.or_lost(in_doubt(command, what))
    }

    /// An outcome that stayed unknown until the lease was spent is told as the loss of the lease.
    fn or_lost(&self, error: Error) -> Error {
        match self.lease.guard().check(Duration::ZERO) {
            Err(why) if error.code() == Code::Unreachable => lost(why).caused_by(error),
            Err(_) | Ok(()) => error,
        }
    }

    fn next_head(&self, next: &History) -> Head {
        let before = self.history.head.as_ref();
        Head {
            digest: next.digest(),
            tables: next.tables_digest(),
            former_tables: next.former_tables(),
            unsettled: next.unsettled(),
            baselined: next.count(&Status::Baselined),
            skipped: next.count(&Status::Skipped),
            counter: before.map_or(0, |head| head.counter) + 1,
            recovery: self.recovery.clone(),
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
        let mut actions = self.framed(row.build(), head, log)?;
        if let Some(id) = &change.moved_from {
            actions.push(
                action()
                    .delete(delete(table, &Key::migration(namespace, id))?)
                    .build(),
            );
        }
        actions.extend(change.with.iter().cloned());
        Ok(actions)
    }

    fn table_actions(
        &self,
        name: &str,
        row: Option<&TableRow>,
        head: &Head,
        log: &LogRow,
    ) -> Result<Vec<TransactWriteItem>, BuildError> {
        let address = self.store.address();
        let (table, key) = (&address.table, Key::table(&address.namespace, name));
        let action = TransactWriteItem::builder();
        let action = match row {
            Some(row) => action.update(write_table_row(row).action(table, &key)?),
            None => action.delete(delete(table, &key)?),
        };
        self.framed(action.build(), head, log)
    }

    /// A row's action between the check of the lease, the head and the log.
    fn framed(
        &self,
        row: TransactWriteItem,
        head: &Head,
        log: &LogRow,
    ) -> Result<Vec<TransactWriteItem>, BuildError> {
        let address = self.store.address();
        let action = TransactWriteItem::builder;
        let before = self.history.head.as_ref();
        let write_head = write_head(head, before, self.lease.generation())
            .action(&address.table, &Key::head(&address.namespace))?;
        Ok(vec![
            action().condition_check(self.lease.fence()?).build(),
            row,
            action().update(write_head).build(),
            action().put(self.log_action(log)?).build(),
        ])
    }

    fn log_action(&self, log: &LogRow) -> Result<Put, BuildError> {
        let address = self.store.address();
        let (namespace, generation) = (&address.namespace, self.lease.generation());
        let key = match &self.run {
            None => Key::log(namespace, generation, self.counter),
            // Leases of runs and of the namespace count their generations beside each other.
            Some(id) => {
                let mark = format!("{:06}#{id}", self.counter);
                Key::log_outside(namespace, generation, &mark)
            }
        };
        let mut item: Item = key.item();
        item.extend(log.attributes());
        Put::builder()
            .table_name(&address.table)
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(pk)")
            .build()
    }
}

fn follow(history: &mut History, change: &Change, after: &After) {
    if let Some(id) = &change.moved_from {
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

fn in_doubt(command: &str, what: &str) -> Error {
    Error::new(
        Code::Unreachable,
        format!(
            "`{command}` of {what} is not recorded: nobody knows what became of the change before it"
        ),
    )
    .hint("run the same command again: it reads what was stored, and goes on from there")
}

/// Whether a change was committed.
#[derive(PartialEq, Eq)]
enum Committed {
    Yes,
    /// Another lease of the namespace wrote before.
    Not,
}
