use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;

/// The type of a value, as DynamoDB abbreviates it.
pub(crate) fn kind(value: &AttributeValue) -> &'static str {
    match value {
        AttributeValue::S(_) => "S",
        AttributeValue::N(_) => "N",
        AttributeValue::B(_) => "B",
        AttributeValue::Bool(_) => "BOOL",
        AttributeValue::Null(_) => "NULL",
        AttributeValue::L(_) => "L",
        AttributeValue::M(_) => "M",
        AttributeValue::Ss(_) => "SS",
        AttributeValue::Ns(_) => "NS",
        AttributeValue::Bs(_) => "BS",
        _ => "of an unknown type",
    }
}

/// Shows the names and types of attributes, in the order of the names, and never a value.
pub(super) fn fmt_kinds<'a>(
    f: &mut fmt::Formatter<'_>,
    attributes: impl Iterator<Item = (&'a str, &'a AttributeValue)>,
) -> fmt::Result {
    let mut kinds: Vec<(&str, &str)> = attributes
        .map(|(name, value)| (name, kind(value)))
        .collect();
    kinds.sort_unstable();
    let mut map = f.debug_map();
    for (name, kind) in kinds {
        map.entry(&name, &format_args!("{kind}"));
    }
    map.finish()
}
