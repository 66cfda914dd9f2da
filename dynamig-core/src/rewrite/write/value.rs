use aws_sdk_dynamodb::types::AttributeValue;

pub(crate) use crate::item::same;

/// Whether two values that may be absent are the same.
pub(crate) fn same_or_absent(a: Option<&AttributeValue>, b: Option<&AttributeValue>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => same(a, b),
        (None, None) => true,
        _ => false,
    }
}
