use std::sync::Arc;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::{RetryConfig, RetryPartition};
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::error::ProvideErrorMetadata as _;
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{CancellationReason, TransactWriteItem};
use futures_util::FutureExt as _;

use super::item::Item;
use super::keys::{Key, PK, SK};
use super::update::Update;
use crate::error::{Call, Code, Error};
use crate::lease::{Guard, Leased};

/// The caller's client with the time-outs and retries that the protocol needs, for the rows of the meta table.
#[derive(Clone, Debug)]
pub(crate) struct MetaClient {
    sdk: Client,
    /// How long one attempt may take.
    attempt: Duration,
}

/// What became of a conditional write.
#[derive(Debug)]
pub(crate) enum Written {
    /// It is stored.
    Done,
    /// Its condition did not hold.
    Refused,
}

/// What became of a transaction.
#[derive(Debug)]
pub(crate) enum Transacted {
    /// It is committed.
    Done,
    /// Nothing of it was applied; a reason for each of its actions.
    Cancelled(Vec<CancellationReason>),
    /// Nothing is known of it yet: the same request, with its token, may be sent again.
    Again(Error),
}

/// An operation that got no answer is tried so often, in all.
const ATTEMPTS: u32 = 3;

impl MetaClient {
    /// Pins the retries and the attempt time-out, whatever the caller's client has.
    pub(crate) fn new(client: &Client, attempt: Duration) -> Self {
        let config = client
            .config()
            .to_builder()
            .retry_config(
                RetryConfig::standard()
                    .with_max_attempts(ATTEMPTS)
                    .with_initial_backoff(Duration::from_millis(50)),
            )
            .retry_partition(RetryPartition::new("dynamig"))
            .timeout_config(
                TimeoutConfig::builder()
                    .connect_timeout(attempt)
                    .operation_attempt_timeout(attempt)
                    .build(),
            )
            .build();
        Self {
            sdk: Client::from_conf(config),
            attempt,
        }
    }

    /// The same client for what is done under a lease: right before each request, and each of its retries, the lease
    /// is looked at.
    pub(crate) fn under(&self, guard: &Arc<Guard>) -> Self {
        let leased = Leased::new(guard.clone(), self.attempt);
        let config = self.sdk.config().to_builder().interceptor(leased).build();
        Self {
            sdk: Client::from_conf(config),
            attempt: self.attempt,
        }
    }

    pub(crate) fn sdk(&self) -> &Client {
        &self.sdk
    }

    /// Reads one row, strongly consistent. One GetItem.
    pub(crate) async fn get(&self, table: &str, key: &Key) -> Result<Option<Item>, Error> {
        let answer = self
            .sdk
            .get_item()
            .table_name(table)
            .set_key(Some(key.item()))
            .consistent_read(true)
            .send()
            .boxed()
            .await
            .map_err(|error| {
                missing_meta(
                    table,
                    Call {
                        operation: "GetItem",
                        table,
                    }
                    .failed(error),
                )
            })?;
        Ok(answer.item)
    }

    /// Reads all rows of a partition in the order of their sort keys, strongly consistent. A Query a megabyte.
    pub(crate) async fn query(&self, table: &str, partition: &str) -> Result<Vec<Item>, Error> {
        let query = self
            .sdk
            .query()
            .table_name(table)
            .key_condition_expression("#pk = :pk")
            .expression_attribute_names("#pk", PK)
            .expression_attribute_values(":pk", Key::value(partition));
        pages(table, query).await
    }

    /// Reads the rows of a partition whose sort keys begin as the given one. A Query a megabyte.
    pub(crate) async fn query_prefix(&self, table: &str, prefix: &Key) -> Result<Vec<Item>, Error> {
        pages(table, self.below(table, prefix)).await
    }

    fn below(&self, table: &str, prefix: &Key) -> QueryFluentBuilder {
        self.sdk
            .query()
            .table_name(table)
            .key_condition_expression("#pk = :pk AND begins_with(#sk, :sk)")
            .expression_attribute_names("#pk", PK)
            .expression_attribute_names("#sk", SK)
            .expression_attribute_values(":pk", Key::value(&prefix.pk))
            .expression_attribute_values(":sk", Key::value(&prefix.sk))
    }

    /// Deletes one row. One DeleteItem.
    pub(crate) async fn delete(&self, table: &str, key: &Key) -> Result<(), Error> {
        let delete = self.sdk.delete_item().table_name(table);
        let sent = delete.set_key(Some(key.item())).send().boxed().await;
        sent.map(drop).map_err(|error| {
            let operation = "DeleteItem";
            missing_meta(table, Call { operation, table }.failed(error))
        })
    }

    /// Reads some attributes of the rows of a partition whose sort keys begin as the given one: the others do not leave
    /// the table. A Query a megabyte of whole rows.
    pub(crate) async fn query_below(
        &self,
        table: &str,
        prefix: &Key,
        attributes: &[&str],
    ) -> Result<Vec<Item>, Error> {
        let names: Vec<_> = (0..attributes.len()).map(|at| format!("#a{at}")).collect();
        let below = self.below(table, prefix);
        let mut query = below.projection_expression(names.join(", "));
        for (name, attribute) in names.iter().zip(attributes) {
            query = query.expression_attribute_names(name, *attribute);
        }
        pages(table, query).await
    }

    /// Sets and removes attributes of a row under a condition, and keeps those that this release does not know.
    /// One UpdateItem.
    pub(crate) async fn update_if(
        &self,
        table: &str,
        key: &Key,
        update: Update,
    ) -> Result<Written, Error> {
        let sent = self
            .sdk
            .update_item()
            .table_name(table)
            .set_key(Some(key.item()))
            .update_expression(update.expression())
            .set_expression_attribute_names(Some(update.names()))
            .set_expression_attribute_values(update.values())
            .set_condition_expression(update.condition())
            .send()
            .boxed()
            .await;
        match sent {
            Ok(_) => Ok(Written::Done),
            Err(error) => match error.as_service_error() {
                Some(UpdateItemError::ConditionalCheckFailedException(_)) => Ok(Written::Refused),
                _ => Err(missing_meta(
                    table,
                    Call {
                        operation: "UpdateItem",
                        table,
                    }
                    .failed(error),
                )),
            },
        }
    }

    /// Sends a transaction once (the SDK's own retries carry the same token).
    pub(crate) async fn transact(
        &self,
        table: &str,
        token: &str,
        actions: Vec<TransactWriteItem>,
    ) -> Result<Transacted, Error> {
        let sent = self
            .sdk
            .transact_write_items()
            .set_transact_items(Some(actions))
            .client_request_token(token)
            .send()
            .boxed()
            .await;
        let Err(error) = sent else {
            return Ok(Transacted::Done);
        };
        if let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) =
            error.as_service_error()
        {
            return Ok(Transacted::Cancelled(
                cancelled.cancellation_reasons().to_vec(),
            ));
        }
        // The service, or something before it, is unwell: it may have been committed.
        let unwell = error
            .raw_response()
            .is_some_and(|answer| answer.status().is_server_error());
        let in_progress = error.code() == Some("TransactionInProgressException");
        let error = Call {
            operation: "TransactWriteItems",
            table,
        }
        .failed(error);
        if unwell || in_progress || matches!(error.code(), Code::Unreachable | Code::Throttled) {
            return Ok(Transacted::Again(error));
        }
        Err(missing_meta(table, error))
    }
}

/// All pages of a query, strongly consistent.
async fn pages(table: &str, query: QueryFluentBuilder) -> Result<Vec<Item>, Error> {
    let query = query.consistent_read(true);
    let mut items = Vec::new();
    let mut start = None;
    loop {
        let page = query
            .clone()
            .set_exclusive_start_key(start)
            .send()
            .boxed()
            .await;
        let page = page.map_err(|error| {
            let operation = "Query";
            missing_meta(table, Call { operation, table }.failed(error))
        })?;
        items.extend(page.items.unwrap_or_default());
        start = page.last_evaluated_key;
        if start.is_none() {
            return Ok(items);
        }
    }
}

/// The meta table has a way out of its own.
fn missing_meta(table: &str, error: Error) -> Error {
    if error.code() != Code::TableMissing {
        return error;
    }
    Error::new(
        Code::MetaTableMissing,
        format!("the meta table `{table}` does not exist"),
    )
    .hint(
        "`up` creates it; check the region, the account and the table prefix if it should be there",
    )
    .caused_by(error)
}
