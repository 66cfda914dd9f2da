//! An item that gets another key: put and delete in one transaction.

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{
    CancellationReason, Delete, Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem,
};

use super::answer::{Answer, Conflict};
use super::expression::Expression;
use super::intent::Intent;
use super::judge;
use super::moved::Moved;
use super::target::Target;
use super::unwritable::Unwritable;

const ALL_OLD: ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure::AllOld;

/// The two actions, the put first.
pub(super) fn actions(
    intent: &Intent,
    moved: &Moved,
    target: &Target,
) -> Result<Vec<TransactWriteItem>, BuildError> {
    let absent = Expression::of_absent(target);
    let put = Put::builder()
        .table_name(&target.table)
        .set_item(Some(moved.put.clone()))
        .condition_expression(&absent.condition)
        .set_expression_attribute_names(Some(absent.names()))
        .return_values_on_condition_check_failure(ALL_OLD)
        .build()?;
    let unchanged = Expression::of(intent, target);
    let delete = Delete::builder()
        .table_name(&target.table)
        .set_key(Some(target.key_of(&intent.scanned)))
        .condition_expression(&unchanged.condition)
        .set_expression_attribute_names(Some(unchanged.names()))
        .set_expression_attribute_values(unchanged.values())
        .return_values_on_condition_check_failure(ALL_OLD)
        .build()?;
    Ok(vec![
        TransactWriteItem::builder().put(put).build(),
        TransactWriteItem::builder().delete(delete).build(),
    ])
}

/// What a cancelled transaction means; none where the error is another, or its reasons are not known.
pub(super) fn cancelled(error: &TransactWriteItemsError) -> Option<Answer> {
    let TransactWriteItemsError::TransactionCanceledException(error) = error else {
        return None;
    };
    let reasons = error.cancellation_reasons();
    let has = |codes: &[&str]| {
        let mut told = reasons.iter().filter_map(CancellationReason::code);
        told.any(|code| codes.contains(&code))
    };
    let invalid = ["ValidationError", "ItemCollectionSizeLimitExceeded"];
    let refused = reasons
        .iter()
        .find(|reason| reason.code().is_some_and(|code| invalid.contains(&code)));
    if let Some(reason) = refused {
        let unwritable = judge::refused(reason.message().unwrap_or_default());
        return Some(Answer::Fault(unwritable.into()));
    }
    if has(&["ConditionalCheckFailed"]) {
        return unmet(reasons);
    }
    if has(&["TransactionConflict", "ReplicatedWriteConflict"]) {
        return Some(Answer::Busy);
    }
    has(&["ProvisionedThroughputExceeded", "ThrottlingError"])
        .then(|| Answer::Throttled(Vec::new()))
}

/// The condition of the put, of the delete, or of both failed.
fn unmet(reasons: &[CancellationReason]) -> Option<Answer> {
    let [put, delete] = reasons else {
        return None;
    };
    let is_unmet = |reason: &CancellationReason| reason.code() == Some("ConditionalCheckFailed");
    Some(match is_unmet(delete) {
        true => Answer::Conflict(Conflict {
            current: delete.item.clone(),
            at_new_key: put.item.clone(),
        }),
        false => Answer::Fault(Unwritable::KeyTaken.into()),
    })
}
