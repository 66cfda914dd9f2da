//! The size of an item in bytes, as DynamoDB counts it. A stand-in of this module's own, until `item` has one.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::item::Attributes;

/// The largest item.
pub(crate) const LARGEST_ITEM: usize = 400 * 1024;

/// The size of an item.
pub(crate) fn item(item: &Attributes) -> usize {
    item.iter()
        .map(|(name, value)| attribute(name, value))
        .sum()
}

/// The size of one attribute: its name and its value.
pub(crate) fn attribute(name: &str, value: &AttributeValue) -> usize {
    name.len() + of(value)
}

fn of(value: &AttributeValue) -> usize {
    match value {
        AttributeValue::S(text) => text.len(),
        AttributeValue::N(text) => number(text),
        AttributeValue::B(bytes) => bytes.as_ref().len(),
        AttributeValue::Ss(texts) => texts.iter().map(String::len).sum(),
        AttributeValue::Ns(texts) => texts.iter().map(|text| number(text)).sum(),
        AttributeValue::Bs(all) => all.iter().map(|bytes| bytes.as_ref().len()).sum(),
        AttributeValue::L(values) => 3 + values.iter().map(|value| 1 + of(value)).sum::<usize>(),
        AttributeValue::M(map) => {
            let entries = map.iter().map(|(name, value)| 1 + attribute(name, value));
            3 + entries.sum::<usize>()
        }
        _ => 1,
    }
}

/// One byte for two digits on each side of the point, one for the exponent and one for a minus.
fn number(text: &str) -> usize {
    let mantissa = text.split(['e', 'E']).next().unwrap_or(text);
    let unsigned = mantissa.trim_start_matches(['-', '+']);
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
    let whole = if part.is_empty() {
        whole.trim_end_matches('0')
    } else {
        whole
    };
    let part = if whole.is_empty() {
        part.trim_start_matches('0')
    } else {
        part
    };
    let is_negative = text.starts_with('-') && !(whole.is_empty() && part.is_empty());
    whole.len().div_ceil(2) + part.len().div_ceil(2) + 1 + usize::from(is_negative)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_as_large_as_its_names_and_values() {
        let n = |text: &str| AttributeValue::N(text.to_owned());
        for (value, bytes) in [
            (AttributeValue::S("é".into()), 2),
            (AttributeValue::Bool(true), 1),
            (AttributeValue::Null(true), 1),
            (n("0"), 1),
            (n("42"), 2),
            (n("-42"), 3),
            (n("1000"), 2),
            (n("0.05"), 2),
            (n("12345678901234567890123456789012345678"), 20),
            (AttributeValue::L(vec![n("42"), n("42")]), 9),
            (
                AttributeValue::M(Attributes::from([("ab".to_owned(), n("42"))])),
                8,
            ),
            (AttributeValue::Ns(vec!["42".into(), "7".into()]), 4),
        ] {
            assert_eq!(of(&value), bytes, "{value:?}");
            assert_eq!(
                item(&Attributes::from([("x".to_owned(), value)])),
                bytes + 1
            );
        }
    }
}
