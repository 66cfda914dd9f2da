use aws_sdk_dynamodb::types::AttributeValue;

use super::Attributes;
use super::number::Number;

/// The bytes of an item as DynamoDB counts them, for its limit of 400 KB and for capacity units.
///
/// Names and texts count in UTF-8, NULL and BOOL one byte, a number about one byte for two digits and one more, a list or
/// map three and one for each element. By "DynamoDB Item sizes and formats" in the developer guide, and for what it leaves
/// open (the two sides of a point, the sign) by what was measured at the limit of 400 KB.
pub(crate) fn size(item: &Attributes) -> usize {
    item.iter()
        .map(|(name, value)| attribute_size(name, value))
        .sum()
}

/// The bytes of one attribute: its name and its value.
pub(crate) fn attribute_size(name: &str, value: &AttributeValue) -> usize {
    name.len() + value_size(value)
}

fn value_size(value: &AttributeValue) -> usize {
    match value {
        AttributeValue::S(text) => text.len(),
        AttributeValue::N(text) => number_size(text),
        AttributeValue::B(bytes) => bytes.as_ref().len(),
        AttributeValue::Ss(texts) => texts.iter().map(String::len).sum(),
        AttributeValue::Ns(texts) => texts.iter().map(|text| number_size(text)).sum(),
        AttributeValue::Bs(all) => all.iter().map(|bytes| bytes.as_ref().len()).sum(),
        AttributeValue::L(elements) => {
            3 + elements
                .iter()
                .map(|element| 1 + value_size(element))
                .sum::<usize>()
        }
        AttributeValue::M(members) => {
            let member = |(name, value): (&String, _)| 1 + name.len() + value_size(value);
            3 + members.iter().map(member).sum::<usize>()
        }
        _ => 1,
    }
}

/// A byte for two digits before the point, a byte for two behind it, one, and one for a sign.
fn number_size(text: &str) -> usize {
    let Some(number) = Number::parse(text) else {
        return text.len();
    };
    let significant = number.significant();
    let whole = usize::try_from(number.magnitude()).map_or(0, |whole| whole.min(significant));
    whole.div_ceil(2) + (significant - whole).div_ceil(2) + 1 + usize::from(number.is_negative())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_by_their_digits() {
        for (text, bytes) in [
            ("0", 1),
            ("-0", 1),
            ("7", 2),
            ("42", 2),
            ("-42", 3),
            ("100000000", 2),
            ("1e100", 2),
            ("1.5", 3),
            ("0.0001", 2),
            ("12345678901234567890123456789012345678", 20),
        ] {
            assert_eq!(number_size(text), bytes, "{text}");
        }
    }

    #[test]
    fn an_item_counts_names_values_and_the_overhead_of_documents() {
        let s = |text: &str| AttributeValue::S(text.into());
        let item = Attributes::from([
            ("id".into(), s("é")),
            ("gone".into(), AttributeValue::Null(true)),
            ("list".into(), AttributeValue::L(vec![s("ab"), s("")])),
            (
                "map".into(),
                AttributeValue::M([("k".into(), AttributeValue::Bool(true))].into()),
            ),
            (
                "set".into(),
                AttributeValue::Ss(vec!["a".into(), "bc".into()]),
            ),
        ]);
        let expected = (2 + 2) + (4 + 1) + (4 + 3 + 3 + 1) + (3 + 3 + 1 + 1 + 1) + (3 + 3);
        assert_eq!(size(&item), expected);
    }
}
