//! The answers to the statements of a batch.

use std::sync::Arc;

use aws_sdk_dynamodb::types::{
    BatchStatementError, BatchStatementErrorCodeEnum as Told, BatchStatementResponse,
};

use super::answer::{Answer, Conflict, Refused, Why};
use super::intent::Intent;
use super::judge;
use crate::error::{Call, Code, Error};

/// The answer to each statement.
pub(super) fn answers(
    intents: &[&Intent],
    responses: Vec<BatchStatementResponse>,
    call: Call<'_>,
) -> Result<Vec<Answer>, Refused> {
    let denied = responses
        .iter()
        .filter(|response| code(response) == Some(&Told::AccessDenied));
    if !intents.is_empty() && denied.count() == intents.len() {
        return Err(Refused::PartiqlNotPermitted(denied_by(call)));
    }
    let mut responses = responses.into_iter();
    let answers = intents.iter().map(|intent| match responses.next() {
        None => Answer::Ambiguous(Arc::new(unanswered(call))),
        Some(response) => match response.error {
            None => Answer::Done,
            Some(error) => failed(intent, error, call),
        },
    });
    Ok(answers.collect())
}

fn code(response: &BatchStatementResponse) -> Option<&Told> {
    response.error.as_ref()?.code.as_ref()
}

fn failed(intent: &Intent, error: BatchStatementError, call: Call<'_>) -> Answer {
    let message = error.message.unwrap_or_default();
    match error.code {
        Some(Told::ConditionalCheckFailed) => match error.item {
            Some(current) if !intent.holds_for(&current) => Answer::Conflict(Conflict {
                current: Some(current),
                at_new_key: None,
            }),
            _ => Answer::Alone(Why::Doubted),
        },
        Some(
            Told::ProvisionedThroughputExceeded
            | Told::RequestLimitExceeded
            | Told::ThrottlingError,
        ) => Answer::Alone(Why::Throttled),
        Some(Told::TransactionConflict) => Answer::Busy,
        Some(Told::InternalServerError) => Answer::Ambiguous(Arc::new(Error::new(
            Code::Aws,
            format!(
                "{} on table `{}` failed within AWS",
                call.operation, call.table
            ),
        ))),
        Some(Told::ItemCollectionSizeLimitExceeded) => {
            Answer::Fault(judge::refused(&message).into())
        }
        Some(Told::ValidationError) if judge::is_for_all(&message) => {
            Answer::Systemic(Error::new(Code::Aws, key_differs(call)))
        }
        Some(Told::ResourceNotFound) => Answer::Systemic(missing(call)),
        Some(Told::AccessDenied) => Answer::Alone(Why::Denied),
        _ => Answer::Alone(Why::Doubted),
    }
}

fn missing(call: Call<'_>) -> Error {
    let message = format!("table `{}` does not exist", call.table);
    Error::new(Code::TableMissing, message)
        .hint("check the region, the account and the table prefix")
}

fn key_differs(call: Call<'_>) -> String {
    format!("table `{}` has another key than it had", call.table)
}

fn denied_by(call: Call<'_>) -> Error {
    let message = format!(
        "no permission for dynamodb:PartiQLUpdate and dynamodb:PartiQLDelete on table `{}`",
        call.table
    );
    Error::new(Code::PermissionDenied, message)
        .hint("allow both on that table, or dynamodb:UpdateItem and dynamodb:DeleteItem")
}

fn unanswered(call: Call<'_>) -> Error {
    let message = format!(
        "{} on table `{}` answered fewer statements than it was sent",
        call.operation, call.table
    );
    Error::new(Code::Aws, message)
}
