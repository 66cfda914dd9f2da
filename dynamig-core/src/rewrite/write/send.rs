use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::ReturnConsumedCapacity;
use futures_util::FutureExt as _;

use super::answer::{Answer, Conflict, Refused, Sent, Why};
use super::batch;
use super::cost;
use super::expression::Expression;
use super::intent::{Intent, IntentKind};
use super::judge::{self, Failure, WriteError};
use super::pack::{Packed, Stated};
use super::target::Target;
use super::{request, transaction};
use crate::error::{Call, Code, Error};

/// Sends one request once and judges its answer. One request; the client's retries should be off, and its attempts have a
/// time-out.
///
/// `token` names a transaction: the same one for each attempt of the same write, for up to ten minutes.
///
/// # Errors
/// Nothing was written, and nothing can be.
pub(crate) async fn send<W: AsRef<Intent>>(
    client: &Client,
    target: &Target,
    packed: &Packed<W>,
    token: &str,
) -> Result<Sent, Refused> {
    match packed {
        Packed::Batch(statements) => send_batch(client, target, statements).await,
        Packed::Single(write) => send_single(client, target, write.as_ref()).await,
        Packed::Transaction(write) => send_transaction(client, target, write.as_ref(), token).await,
    }
}

async fn send_batch<W: AsRef<Intent>>(
    client: &Client,
    target: &Target,
    statements: &[Stated<W>],
) -> Result<Sent, Refused> {
    let call = call("BatchExecuteStatement", target);
    let built = statements
        .iter()
        .map(|stated| request::statement(stated.write.as_ref(), &stated.form, target));
    let built: Option<Vec<_>> = built.collect();
    let built = built.ok_or_else(|| unbuildable(call))?;
    let intents: Vec<&Intent> = statements.iter().map(|s| s.write.as_ref()).collect();
    let sending = client
        .batch_execute_statement()
        .set_statements(Some(built))
        .return_consumed_capacity(ReturnConsumedCapacity::Indexes);
    match sending.send().boxed().await {
        Ok(output) => {
            let units = output.consumed_capacity.unwrap_or_default();
            let responses = output.responses.unwrap_or_default();
            let answers = batch::answers(&intents, responses, call)?;
            Ok(Sent {
                units: cost::of_batch(&units, &intents, &answers, target),
                answers,
            })
        }
        Err(failure) => batch_failed(judge::judge(failure, call), &intents, target),
    }
}

/// What a batch that failed as a whole means for each of its statements.
fn batch_failed(failure: Failure, intents: &[&Intent], target: &Target) -> Result<Sent, Refused> {
    let of_each = |_: &&Intent| match &failure {
        Failure::Throttled(reasons) => Answer::Throttled(reasons.clone()),
        Failure::Busy => Answer::Busy,
        Failure::Ambiguous(error) => Answer::Ambiguous(Arc::clone(error)),
        Failure::TooLarge(_) => Answer::Alone(Why::TooLarge),
        _ => Answer::Alone(Why::Doubted),
    };
    let answers: Vec<Answer> = intents.iter().map(of_each).collect();
    match failure {
        Failure::Denied(error) => Err(Refused::PartiqlNotPermitted(error)),
        Failure::Invalid(_, error) | Failure::Systemic(error) => Err(Refused::Systemic(error)),
        _ => Ok(Sent {
            units: cost::of_batch(&[], intents, &answers, target),
            answers,
        }),
    }
}

async fn send_single(client: &Client, target: &Target, intent: &Intent) -> Result<Sent, Refused> {
    let told = match &intent.kind {
        IntentKind::Update(_) => {
            let expression = Expression::of(intent, target);
            let key = target.key_of(&intent.scanned);
            let request = request::update(client, target, key, &expression);
            let answer = request.send().boxed().await;
            told(answer, call("UpdateItem", target)).map(|output| output.consumed_capacity)
        }
        IntentKind::Delete => {
            let request = request::delete(client, target, intent);
            let answer = request.send().boxed().await;
            told(answer, call("DeleteItem", target)).map(|output| output.consumed_capacity)
        }
        IntentKind::Move(_) => return Err(unbuildable(call("TransactWriteItems", target))),
    };
    Ok(match told {
        Ok(capacity) => Sent {
            units: cost::told_or_modelled(capacity.as_slice(), intent, target),
            answers: vec![Answer::Done],
        },
        Err(failure) => failed(intent, failure)?,
    })
}

async fn send_transaction(
    client: &Client,
    target: &Target,
    intent: &Intent,
    token: &str,
) -> Result<Sent, Refused> {
    let call = call("TransactWriteItems", target);
    let actions = match &intent.kind {
        IntentKind::Move(moved) => transaction::actions(intent, moved, target).ok(),
        IntentKind::Update(_) | IntentKind::Delete => None,
    };
    let sending = client
        .transact_write_items()
        .set_transact_items(Some(actions.ok_or_else(|| unbuildable(call))?))
        .client_request_token(token)
        .return_consumed_capacity(ReturnConsumedCapacity::Indexes);
    let failure = match sending.send().boxed().await {
        Ok(output) => {
            let capacity = output.consumed_capacity.unwrap_or_default();
            return Ok(Sent {
                units: cost::told_or_modelled(&capacity, intent, target),
                answers: vec![Answer::Done],
            });
        }
        Err(failure) => failure,
    };
    match failure.as_service_error().and_then(transaction::cancelled) {
        Some(answer) => Ok(Sent {
            units: cost::of_refused(intent, &answer),
            answers: vec![answer],
        }),
        None => failed(intent, judge::judge(failure, call)),
    }
}

/// What a request for one item that failed means.
pub(super) fn failed(intent: &Intent, failure: Failure) -> Result<Sent, Refused> {
    let answer = answered(failure)?;
    Ok(Sent {
        units: cost::of_refused(intent, &answer),
        answers: vec![answer],
    })
}

/// The answer for the only write of a request.
pub(super) fn answered(failure: Failure) -> Result<Answer, Refused> {
    Ok(match failure {
        Failure::Unmet(current) => Answer::Conflict(Conflict {
            current,
            at_new_key: None,
        }),
        Failure::Throttled(reasons) => Answer::Throttled(reasons),
        Failure::Busy => Answer::Busy,
        Failure::Ambiguous(error) => Answer::Ambiguous(error),
        Failure::Item(unwritable) => Answer::Fault(unwritable.into()),
        Failure::Invalid(message, error) if judge::is_for_all(&message) => {
            return Err(Refused::Systemic(error));
        }
        Failure::Invalid(message, _) => Answer::Fault(judge::refused(&message).into()),
        Failure::TooLarge(error) | Failure::Denied(error) | Failure::Systemic(error) => {
            return Err(Refused::Systemic(error));
        }
    })
}

pub(super) fn told<T, E>(
    answer: Result<T, aws_sdk_dynamodb::error::SdkError<E>>,
    call: Call<'_>,
) -> Result<T, Failure>
where
    E: WriteError + std::error::Error + Send + Sync + 'static,
{
    answer.map_err(|failure| judge::judge(failure, call))
}

pub(super) fn call<'a>(operation: &'a str, target: &'a Target) -> Call<'a> {
    Call {
        operation,
        table: &target.table,
    }
}

fn unbuildable(call: Call<'_>) -> Refused {
    let message = format!(
        "{} on table `{}` could not be built",
        call.operation, call.table
    );
    Refused::Systemic(Error::new(Code::Internal, message))
}
