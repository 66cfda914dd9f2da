use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem};

use super::codec::{write_head, write_row};
use super::journal::Journal;
use super::send::{Sent, unbuildable};
use super::{After, Change, Head, History, LogRow, MigrationRow, Status};
use crate::error::{Code, Error};
use crate::meta::{Item, Key};

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
