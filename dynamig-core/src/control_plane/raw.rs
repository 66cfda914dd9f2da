use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::create_table::builders::CreateTableInputBuilder;
use aws_sdk_dynamodb::operation::update_table::builders::UpdateTableInputBuilder;
use futures_util::FutureExt as _;

use super::carry_out::{Carried, ControlPlane, Named, PATIENCE};
use super::send::{Address, Refused, To};
use super::settle::Poll;
use crate::error::Error;

/// A request that somebody else has written.
#[derive(Clone, Debug)]
pub(crate) enum Raw {
    /// CreateTable.
    Create(Box<CreateTableInputBuilder>),
    /// UpdateTable.
    Update(Box<UpdateTableInputBuilder>),
}

impl ControlPlane {
    /// Sends a request that somebody else has written, once the table has settled, and waits until it has settled again.
    ///
    /// A table that is there is not created. Whether another change was made before, only the answer tells: one that says
    /// so is success.
    ///
    /// # Errors
    /// As [`carry_out`](Self::carry_out).
    pub(crate) async fn carry_out_raw(
        &self,
        table: Named<'_>,
        raw: &Raw,
    ) -> Result<Carried, Error> {
        let mut poll = Poll::new(PATIENCE);
        let mut accepted = false;
        loop {
            let observed = self.idle(table).await?;
            let is_made = matches!(raw, Raw::Create(_)) && observed.is_some();
            let is_changed = matches!(raw, Raw::Update(_)) && accepted;
            if is_made || is_changed {
                return Ok(match poll.is_first() {
                    true => Carried::Met,
                    false => Carried::Out { key: None },
                });
            }
            if !accepted {
                let client = self.next().await?;
                accepted = match raw.send(client, table.real).await {
                    Ok(()) => true,
                    Err(refused) => refused.has_taken_effect(table, raw.operation())?,
                };
            }
            self.pause(table, &mut poll, None).await?;
        }
    }
}

impl Raw {
    fn operation(&self) -> &'static str {
        match self {
            Self::Create(_) => "CreateTable",
            Self::Update(_) => "UpdateTable",
        }
    }

    /// One request.
    async fn send(&self, client: &Client, real: &str) -> Result<(), Refused> {
        let to = To {
            table: Address { real, arn: None },
            operation: self.operation(),
        };
        match self.clone() {
            Self::Create(request) => {
                let request = request.table_name(real);
                to.told(request.send_with(client).boxed().await)
            }
            Self::Update(request) => {
                let request = request.table_name(real);
                to.told(request.send_with(client).boxed().await)
            }
        }
    }
}
