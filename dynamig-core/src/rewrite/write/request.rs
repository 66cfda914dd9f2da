//! One item, one request: UpdateItem and DeleteItem. And what statements are made of.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::delete_item::builders::DeleteItemFluentBuilder;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::{
    AttributeValue, BatchStatementRequest, ReturnConsumedCapacity,
    ReturnValuesOnConditionCheckFailure,
};

use super::expression::Expression;
use super::form::Form;
use super::intent::{Intent, IntentKind};
use super::target::Target;
use crate::item::Attributes;

/// A statement with its parameters; none where it has no text, which a packer never lets happen.
pub(super) fn statement(
    intent: &Intent,
    form: &Form,
    target: &Target,
) -> Option<BatchStatementRequest> {
    let text = &form.text.as_ref()?.text;
    let request = BatchStatementRequest::builder()
        .statement(text)
        .set_parameters(Some(parameters(intent, target)))
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
    request.build().ok()
}

/// The values of a statement, in the order of its text.
fn parameters(intent: &Intent, target: &Target) -> Vec<AttributeValue> {
    let mut values = Vec::with_capacity(intent.conditions.len() + 4);
    if let IntentKind::Update(difference) = &intent.kind {
        values.extend(difference.set.values().cloned());
    }
    let key = target
        .key_names()
        .filter_map(|name| intent.scanned.get(name));
    let compared = intent.conditions.iter().filter_map(|c| intent.was(c));
    values.extend(key.chain(compared).cloned());
    values
}

/// An update of an item.
pub(super) fn update(
    client: &Client,
    target: &Target,
    key: Attributes,
    expression: &Expression<'_>,
) -> UpdateItemFluentBuilder {
    client
        .update_item()
        .table_name(&target.table)
        .set_key(Some(key))
        .set_update_expression(expression.update.clone())
        .condition_expression(&expression.condition)
        .set_expression_attribute_names(Some(expression.names()))
        .set_expression_attribute_values(expression.values())
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
        .return_consumed_capacity(ReturnConsumedCapacity::Indexes)
}

/// A delete of an item as it was.
pub(super) fn delete(client: &Client, target: &Target, intent: &Intent) -> DeleteItemFluentBuilder {
    let expression = Expression::of(intent, target);
    client
        .delete_item()
        .table_name(&target.table)
        .set_key(Some(target.key_of(&intent.scanned)))
        .condition_expression(&expression.condition)
        .set_expression_attribute_names(Some(expression.names()))
        .set_expression_attribute_values(expression.values())
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
        .return_consumed_capacity(ReturnConsumedCapacity::Indexes)
}
