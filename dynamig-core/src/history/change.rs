use aws_sdk_dynamodb::types::TransactWriteItem;

use super::{After, Command, History, MigrationRow, transition};
use crate::error::{Code, Error};
use crate::migration::MigrationId;

/// One change of the history, as it goes into one transaction.
#[derive(Debug)]
pub(crate) struct Change {
    pub(super) command: Command,
    pub(super) row: MigrationRow,
    pub(super) reason: Option<String>,
    /// The id of the row that goes in the same transaction, where the migration had another id.
    pub(super) moved_from: Option<MigrationId>,
    /// The user's own writes that are committed with it.
    pub(super) with: Vec<TransactWriteItem>,
}

impl Change {
    /// Makes a change of `row`; its status is set by the transition table when it is written.
    pub(crate) fn new(command: Command, row: MigrationRow) -> Self {
        Self {
            command,
            row,
            reason: None,
            moved_from: None,
            with: Vec::new(),
        }
    }

    /// Adds what the person who asked for it gave as the reason.
    pub(crate) fn because(mut self, reason: Option<String>) -> Self {
        self.reason = reason;
        self
    }

    /// Removes the row under the id that the migration had before, if any, in the same transaction.
    pub(crate) fn moved_from(mut self, id: Option<MigrationId>) -> Self {
        self.moved_from = id;
        self
    }

    /// Commits writes of the user's in the same transaction.
    pub(crate) fn with(mut self, actions: Vec<TransactWriteItem>) -> Self {
        self.with = actions;
        self
    }

    /// What the row becomes, by the transition table.
    pub(super) fn decide(&self, history: &History) -> Result<After, Error> {
        let from_id = self.moved_from.as_ref().unwrap_or(&self.row.id);
        let from = history.row(from_id).map(|row| &row.status);
        transition(from, self.command).ok_or_else(|| {
            let state = from.map_or("pending", |status| status.as_str());
            Error::new(
                Code::IllegalTransition,
                format!(
                    "migration {} is {state}: `{}` does not apply to it",
                    self.row.id,
                    self.command.as_str()
                ),
            )
            .hint("`status` shows the states; docs/states.md says what may follow what")
        })
    }
}
