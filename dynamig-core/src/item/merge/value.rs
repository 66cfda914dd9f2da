use aws_sdk_dynamodb::types::AttributeValue;

use super::elements::merge_elements;
use super::lost::Lost;
use super::members::merge_members;
use super::whole::{unseen, whole};
use crate::item::serde::Fault;

/// A value that changed, in the terms of the original.
pub(super) fn merge(
    original: Option<&AttributeValue>,
    was: Option<&AttributeValue>,
    value: AttributeValue,
    lost: &mut Lost,
) -> Result<AttributeValue, Fault> {
    use AttributeValue::{L, M, Null};
    match (original, was, value) {
        (Some(M(original)), Some(M(was)), M(value)) => {
            merge_members(original, was, value, lost).map(M)
        }
        (Some(L(original)), Some(L(was)), L(value)) => {
            merge_elements(original, was, value, lost).map(L)
        }
        (original, was, value) => {
            match (original, was) {
                (None | Some(Null(_)), _) => {}
                (Some(original), Some(was)) => whole(original, was)?,
                (Some(original), None) => unseen(original, &value)?,
            }
            lost.new_value(&value);
            Ok(value)
        }
    }
}
