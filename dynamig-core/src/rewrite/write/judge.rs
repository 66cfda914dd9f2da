//! What an error of the SDK means for what was to be written.

use std::sync::Arc;

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::batch_execute_statement::BatchExecuteStatementError;
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::ThrottlingReason as ToldReason;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use super::throttling::ThrottlingReason;
use super::unwritable::Unwritable;
use crate::error::{Call, Code, Error};
use crate::item::Attributes;

/// What a request that failed as a whole means.
#[derive(Debug)]
pub(super) enum Failure {
    /// Its condition failed, with the item as it is, if there is one.
    Unmet(Option<Attributes>),
    Throttled(Vec<ThrottlingReason>),
    Busy,
    Ambiguous(Arc<Error>),
    /// It is not valid, in a way that lies in the item.
    Item(Unwritable),
    /// It is not valid, in a way that may lie in any part of it.
    Invalid(String, Error),
    TooLarge(Error),
    Denied(Error),
    Systemic(Error),
}

/// What the errors of writing operations have in common.
pub(super) trait WriteError: ProvideErrorMetadata {
    fn throttling(&self) -> Option<&[ToldReason]>;
    /// The item, if there is one, where the condition of a single request failed.
    fn unmet(&self) -> Option<Option<&Attributes>> {
        None
    }
}

macro_rules! write_errors {
    ($($error:ident),*) => {$(
        impl WriteError for $error {
            fn throttling(&self) -> Option<&[ToldReason]> {
                match self {
                    Self::ProvisionedThroughputExceededException(e) => Some(e.throttling_reasons()),
                    Self::ThrottlingException(e) => Some(e.throttling_reasons()),
                    Self::RequestLimitExceeded(e) => Some(e.throttling_reasons()),
                    _ => None,
                }
            }

            fn unmet(&self) -> Option<Option<&Attributes>> {
                match self {
                    Self::ConditionalCheckFailedException(e) => Some(e.item()),
                    _ => None,
                }
            }
        }
    )*};
}

write_errors!(UpdateItemError, DeleteItemError, PutItemError);

impl WriteError for TransactWriteItemsError {
    fn throttling(&self) -> Option<&[ToldReason]> {
        match self {
            Self::ProvisionedThroughputExceededException(e) => Some(e.throttling_reasons()),
            Self::ThrottlingException(e) => Some(e.throttling_reasons()),
            Self::RequestLimitExceeded(e) => Some(e.throttling_reasons()),
            _ => None,
        }
    }
}

impl WriteError for BatchExecuteStatementError {
    fn throttling(&self) -> Option<&[ToldReason]> {
        match self {
            Self::ThrottlingException(e) => Some(e.throttling_reasons()),
            Self::RequestLimitExceeded(e) => Some(e.throttling_reasons()),
            _ => None,
        }
    }
}

/// Judges a request that failed.
pub(super) fn judge<E>(failure: SdkError<E, HttpResponse>, call: Call<'_>) -> Failure
where
    E: WriteError + std::error::Error + Send + Sync + 'static,
{
    if let Some(error) = failure.as_service_error() {
        if let Some(item) = error.unmet() {
            return Failure::Unmet(item.cloned());
        }
        if let Some(reasons) = error.throttling() {
            return Failure::Throttled(ThrottlingReason::read(reasons));
        }
    }
    let status = failure.raw_response().map(|raw| raw.status().as_u16());
    let message = failure.message().unwrap_or_default().to_owned();
    let code = failure.code().map(str::to_owned);
    if let SdkError::ConstructionFailure(_) = failure {
        return Failure::Systemic(call.failed(failure));
    }
    let error = call.failed(failure);
    match code.as_deref() {
        Some(
            "ProvisionedThroughputExceededException"
            | "ThrottlingException"
            | "RequestLimitExceeded",
        ) => Failure::Throttled(Vec::new()),
        Some(
            "TransactionConflictException"
            | "TransactionInProgressException"
            | "ReplicatedWriteConflictException",
        ) => Failure::Busy,
        Some("ItemCollectionSizeLimitExceededException") => Failure::Item(refused(&message)),
        Some("ValidationException") => Failure::Invalid(message, error),
        Some("AccessDeniedException") => Failure::Denied(error),
        _ => by_status(status, error),
    }
}

/// Judges a request whose error says nothing of the item: whether it was sent, and may have been carried out.
fn by_status(status: Option<u16>, error: Error) -> Failure {
    match status {
        Some(413) => Failure::TooLarge(error),
        Some(..400 | 408 | 500..) => Failure::Ambiguous(Arc::new(error)),
        Some(_) => Failure::Systemic(error),
        // What was surely not sent will not be sent another time either.
        None if error.code() == Code::Unreachable => Failure::Ambiguous(Arc::new(error)),
        None => Failure::Systemic(error),
    }
}

/// Whether a request that is not valid is wrong for every item: its key is not the table's. The last is DynamoDB Local's.
pub(super) fn is_for_all(message: &str) -> bool {
    const OF_KEYS: [&str; 3] = [
        "does not match the schema",
        "mandatory equality on all key attributes",
        "number of conditions on the keys is invalid",
    ];
    OF_KEYS.iter().any(|text| message.contains(text))
}

/// What AWS refused of an item, in its words where these are known to hold no values.
pub(super) fn refused(message: &str) -> Unwritable {
    const HARMLESS: [&str; 7] = [
        "One or more parameter values were invalid",
        "One or more parameter values are not valid",
        "Item size",
        "Item collection size",
        "Collection size",
        "Nesting Levels have exceeded",
        "The update expression attempted to update the secondary index key",
    ];
    let is_harmless = HARMLESS.iter().any(|start| message.starts_with(start));
    Unwritable::Refused(match is_harmless {
        true => message.to_owned(),
        false => "its message may hold values, and is not shown".to_owned(),
    })
}
