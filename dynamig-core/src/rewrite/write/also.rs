//! Writes besides that of the item, to this or other tables: each under its own condition, which failed means that there
//! is nothing to do.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{ConsumedCapacity, ReturnConsumedCapacity};
use futures_util::FutureExt as _;

use super::answer::{Answer, Refused, Sent};
use super::cost;
use super::expression::Expression;
use super::judge::Failure;
use super::request;
use super::send::{answered, call, told};
use super::size;
use super::target::Target;
use super::unwritable::Unwritable;
use crate::item::{Attributes, Difference};

/// What `item::Write` says, of the table that it names.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Also<'a> {
    /// Puts an item where none has its key.
    Put(&'a Attributes),
    /// Changes the item that has this key, where one has.
    Update(&'a Attributes, &'a Difference),
    /// Deletes the item that has this key, where one has.
    Delete(&'a Attributes),
}

/// Sends one such write once: a put where no item has its key, an update where one has, a delete. At most one request.
///
/// `target` is the table that the write is for.
///
/// # Errors
/// It was not written, and nothing can be.
pub(crate) async fn send_also(
    client: &Client,
    target: &Target,
    write: Also<'_>,
) -> Result<Sent, Refused> {
    if let Err(unwritable) = check_also(write, target) {
        return Ok(not_done(Answer::Fault(unwritable.into())));
    }
    let told = match write {
        Also::Put(item) => put(client, target, item).await,
        Also::Update(_, difference) if difference.is_empty() => return Ok(nothing_to_do(0.0)),
        Also::Update(key, difference) => {
            let expression = Expression::of_existing(difference, target);
            let request = request::update(client, target, key.clone(), &expression);
            let answer = request.send().boxed().await;
            told(answer, call("UpdateItem", target)).map(|output| output.consumed_capacity)
        }
        Also::Delete(key) => delete(client, target, key).await,
    };
    let modelled = cost::of_bytes(bytes(write));
    match told {
        Ok(capacity) => Ok(nothing_to_do(
            cost::told(capacity.as_slice()).unwrap_or(modelled),
        )),
        Err(failure) => Ok(match answered(failure)? {
            Answer::Conflict(_) => nothing_to_do(modelled),
            answer => not_done(answer),
        }),
    }
}

async fn put(
    client: &Client,
    target: &Target,
    item: &Attributes,
) -> Result<Option<ConsumedCapacity>, Failure> {
    let absent = Expression::of_absent(target);
    let request = client
        .put_item()
        .table_name(&target.table)
        .set_item(Some(item.clone()))
        .condition_expression(&absent.condition)
        .set_expression_attribute_names(Some(absent.names()))
        .return_consumed_capacity(ReturnConsumedCapacity::Indexes);
    let answer = request.send().boxed().await;
    told(answer, call("PutItem", target)).map(|output| output.consumed_capacity)
}

async fn delete(
    client: &Client,
    target: &Target,
    key: &Attributes,
) -> Result<Option<ConsumedCapacity>, Failure> {
    let request = client
        .delete_item()
        .table_name(&target.table)
        .set_key(Some(key.clone()))
        .return_consumed_capacity(ReturnConsumedCapacity::Indexes);
    let answer = request.send().boxed().await;
    told(answer, call("DeleteItem", target)).map(|output| output.consumed_capacity)
}

fn not_done(answer: Answer) -> Sent {
    Sent {
        answers: vec![answer],
        units: 0.0,
    }
}

fn nothing_to_do(units: f64) -> Sent {
    Sent {
        answers: vec![Answer::Done],
        units,
    }
}

/// A put gives the whole key besides what else it has, an update and a delete the key alone; and an update fits.
pub(crate) fn check_also(write: Also<'_>, target: &Target) -> Result<(), Unwritable> {
    let (given, others) = match write {
        Also::Put(item) => (item, None),
        Also::Update(key, _) | Also::Delete(key) => {
            (key, key.keys().find(|name| !target.is_key(name)))
        }
    };
    let missing = target.key_names().find(|&name| !given.contains_key(name));
    if let Some(name) = missing.or(others.map(String::as_str)) {
        return Err(Unwritable::AlsoKey {
            table: target.table.clone(),
            name: name.to_owned(),
        });
    }
    match write {
        Also::Update(_, difference) if !Expression::of_existing(difference, target).fits() => {
            Err(Unwritable::TooManyChanged(difference.names().count()))
        }
        _ => Ok(()),
    }
}

/// What is known of the size of the item that is written.
fn bytes(write: Also<'_>) -> usize {
    match write {
        Also::Put(item) => size::item(item),
        Also::Update(key, difference) => {
            let set = difference.set.iter();
            size::item(key)
                + set
                    .map(|(name, value)| size::attribute(name, value))
                    .sum::<usize>()
        }
        Also::Delete(key) => size::item(key),
    }
}
