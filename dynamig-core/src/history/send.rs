use std::time::Duration;

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::TransactWriteItem;

use super::journal::Journal;
use super::verdict::{Verdict, verdict};
use crate::error::{Code, Error};
use crate::lease::{Lost, lost};
use crate::meta::Transacted;

/// What became of a transaction whose outcome is known.
pub(super) enum Sent {
    Done,
    HeadMoved,
}

impl Journal {
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

fn newer_row(table: &str) -> Error {
    Error::new(
        Code::NewerSchema,
        format!("a row in table `{table}` was written by a newer release of dynamig"),
    )
    .hint("use that release")
}

pub(super) fn unbuildable(error: BuildError) -> Error {
    Error::new(
        Code::Internal,
        "a request of dynamig's own could not be built",
    )
    .caused_by(error)
}
