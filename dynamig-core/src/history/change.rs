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
    /// The row that goes in the same transaction, where the migration was renamed.
    pub(super) renamed_from: Option<MigrationId>,
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
            renamed_from: None,
            with: Vec::new(),
        }
    }

    /// Adds what the person who asked for it gave as the reason.
    pub(crate) fn because(mut self, reason: Option<String>) -> Self {
        self.reason = reason;
        self
    }

    /// Removes the row of the id that the migration had before, in the same transaction.
    pub(crate) fn renamed_from(mut self, id: MigrationId) -> Self {
        self.renamed_from = Some(id);
        self
    }

    /// Commits writes of the user's in the same transaction.
    pub(crate) fn with(mut self, actions: Vec<TransactWriteItem>) -> Self {
        self.with = actions;
        self
    }

    /// What the row becomes, by the transition table.
    pub(super) fn decide(&self, history: &History) -> Result<After, Error> {
        let from_id = self.renamed_from.as_ref().unwrap_or(&self.row.id);
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
