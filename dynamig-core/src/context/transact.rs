use std::sync::atomic::Ordering;

use aws_sdk_dynamodb::types::TransactWriteItem;

use super::{Context, Grant, Refused};
use crate::error::{Code, Error, Result};
use crate::history::{Change, Command, OURS};
use crate::migration::Direction;

/// What AWS allows in one transaction.
const ACTIONS: usize = 100;

impl Context {
    /// Commits writes of the migration's own and the mark that it is applied (or, in a down, reverted) in one
    /// transaction, and so ends the migration: nothing more is sent through its client, and its function should
    /// return.
    ///
    /// Either everything is written or nothing is, also when the process dies: this makes a small migration run
    /// exactly once. At most 95 actions; the caller's conditions count like anywhere.
    ///
    /// # Errors
    /// [`Code::TransactionCancelled`] where a condition did not hold: nothing was written.
    ///
    /// # Cost
    /// One TransactWriteItems: two write units a kilobyte of each item. Needs `dynamodb:PutItem`, `UpdateItem`,
    /// `DeleteItem` and `ConditionCheckItem` as its actions do.
    pub async fn transact(&self, actions: Vec<TransactWriteItem>) -> Result<()> {
        if actions.len() > ACTIONS - OURS {
            return Err(Error::new(
                Code::TransactionCancelled,
                format!(
                    "{} actions do not fit into one transaction beside the history",
                    actions.len()
                ),
            )
            .hint(format!(
                "at most {} fit; write the rest before, with steps",
                ACTIONS - OURS
            ))
            .into());
        }
        let named = actions
            .iter()
            .filter_map(table_of)
            .map(str::to_owned)
            .collect();
        self.0.fence.check_names(&named)?;
        self.0.fence.check("TransactWriteItems", &[])?;
        if self.0.committed.load(Ordering::SeqCst) {
            return Err(Refused::Ended.into());
        }
        let Grant::Leased { journal, .. } = &self.0.parts.grant else {
            return Err(Refused::Writes("TransactWriteItems".to_owned()).into());
        };
        let mut journal = journal.lock().await;
        let (command, row) = match self.0.parts.direction {
            Direction::Up => (Command::Finish, journal.ended_row(self.id())),
            Direction::Down => (Command::FinishDown, journal.reverted_row(self.id())),
        };
        journal
            .write(Change::new(command, row).with(actions))
            .await?;
        self.0.committed.store(true, Ordering::SeqCst);
        self.0.fence.end();
        Ok(())
    }

    /// Whether [`transact`](Self::transact) has ended the migration.
    pub(crate) fn is_committed(&self) -> bool {
        self.0.committed.load(Ordering::SeqCst)
    }
}

/// The table that an action is about.
fn table_of(action: &TransactWriteItem) -> Option<&str> {
    let put = action.put().map(|put| put.table_name());
    let update = || action.update().map(|update| update.table_name());
    let delete = || action.delete().map(|delete| delete.table_name());
    let check = || action.condition_check().map(|check| check.table_name());
    put.or_else(update).or_else(delete).or_else(check)
}
