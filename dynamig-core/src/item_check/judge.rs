//! What becomes of one item in an index: decided from the item alone.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use super::CheckedKey;
use crate::table::{AttributeType, Role};

/// The longest value of a partition key, in bytes.
const PARTITION: usize = 2048;
/// The longest value of a sort key, in bytes.
const SORT: usize = 1024;

/// What becomes of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The index has it.
    Held,
    /// The index leaves it out, and that is all.
    LeftOut,
    /// The index leaves it out, and AWS refuses writes of it.
    Rejected(Reason),
}

/// What is wrong with the value of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// It has another type.
    WrongType,
    /// It is NULL, which is no value of a key: it has to be left out.
    Null,
    /// It is empty.
    Empty,
    /// It is too long for a key.
    TooLong,
}

/// Judges an item. One that lacks an attribute and has another that no key can have is rejected: AWS looks at each that
/// is there.
pub(super) fn judge(keys: &[CheckedKey], item: &HashMap<String, AttributeValue>) -> Verdict {
    let values = keys.iter().map(|key| (key, item.get(&key.attribute)));
    let mut faults = values.clone().filter_map(|(key, value)| fault(key, value?));
    match faults.next() {
        Some(reason) => Verdict::Rejected(reason),
        None if values.clone().any(|(_, value)| value.is_none()) => Verdict::LeftOut,
        None => Verdict::Held,
    }
}

fn fault(key: &CheckedKey, value: &AttributeValue) -> Option<Reason> {
    match (key.kind, value) {
        (_, AttributeValue::Null(_)) => Some(Reason::Null),
        (AttributeType::String, AttributeValue::S(text)) => of_length(text.len(), key.role),
        (AttributeType::Binary, AttributeValue::B(bytes)) => {
            of_length(bytes.as_ref().len(), key.role)
        }
        (AttributeType::Number, AttributeValue::N(_)) => None,
        _ => Some(Reason::WrongType),
    }
}

fn of_length(bytes: usize, role: Role) -> Option<Reason> {
    let most = match role {
        Role::Partition => PARTITION,
        Role::Sort => SORT,
    };
    match bytes {
        0 => Some(Reason::Empty),
        _ if bytes > most => Some(Reason::TooLong),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::primitives::Blob;
    use proptest::prelude::*;

    use super::*;

    fn key(attribute: &str, role: Role, kind: AttributeType) -> CheckedKey {
        CheckedKey {
            attribute: attribute.to_owned(),
            role,
            kind,
        }
    }

    fn judged(keys: &[CheckedKey], item: &[(&str, AttributeValue)]) -> Verdict {
        let item = item.iter().cloned();
        let item = item.map(|(name, value)| (name.to_owned(), value));
        judge(keys, &item.collect())
    }

    fn s(text: impl Into<String>) -> AttributeValue {
        AttributeValue::S(text.into())
    }

    fn bytes(length: usize) -> AttributeValue {
        AttributeValue::B(Blob::new(vec![7; length]))
    }

    #[test]
    fn each_type_takes_its_own_values_and_no_other() {
        use AttributeType::{Binary, Number, String};
        let values = [s("a"), AttributeValue::N("1".into()), bytes(1)];
        let others = [
            AttributeValue::Bool(true),
            AttributeValue::L(vec![s("a")]),
            AttributeValue::M(HashMap::new()),
            AttributeValue::Ss(vec!["a".into()]),
            AttributeValue::Ns(vec!["1".into()]),
            AttributeValue::Bs(vec![Blob::new("a")]),
        ];
        for (kind, own) in [(String, 0), (Number, 1), (Binary, 2)] {
            let keys = [key("k", Role::Partition, kind)];
            for (n, value) in values.iter().enumerate() {
                let expected = match n == own {
                    true => Verdict::Held,
                    false => Verdict::Rejected(Reason::WrongType),
                };
                assert_eq!(judged(&keys, &[("k", value.clone())]), expected);
            }
            for value in &others {
                let verdict = judged(&keys, &[("k", value.clone())]);
                assert_eq!(verdict, Verdict::Rejected(Reason::WrongType), "{value:?}");
            }
            let null = judged(&keys, &[("k", AttributeValue::Null(true))]);
            assert_eq!(null, Verdict::Rejected(Reason::Null));
            assert_eq!(judged(&keys, &[("other", s("a"))]), Verdict::LeftOut);
        }
    }

    #[test]
    fn lengths_are_bytes_and_the_limit_is_within() {
        for (role, most) in [(Role::Partition, 2048), (Role::Sort, 1024)] {
            let (text, binary) = (AttributeType::String, AttributeType::Binary);
            let verdict = |kind, value| judged(&[key("k", role, kind)], &[("k", value)]);
            let too_long = Verdict::Rejected(Reason::TooLong);
            assert_eq!(verdict(text, s("x".repeat(most))), Verdict::Held);
            assert_eq!(verdict(text, s("x".repeat(most + 1))), too_long);
            assert_eq!(verdict(text, s("é".repeat(most / 2))), Verdict::Held);
            assert_eq!(verdict(text, s("é".repeat(most / 2 + 1))), too_long);
            assert_eq!(verdict(binary, bytes(most)), Verdict::Held);
            assert_eq!(verdict(binary, bytes(most + 1)), too_long);
            let empty = Verdict::Rejected(Reason::Empty);
            assert_eq!(verdict(text, s("")), empty);
            assert_eq!(verdict(binary, bytes(0)), empty);
        }
    }

    #[test]
    fn the_names_of_attributes_are_taken_as_they_are() {
        let keys = [key("a.b", Role::Partition, AttributeType::String)];
        assert_eq!(judged(&keys, &[("a.b", s("x"))]), Verdict::Held);
        let nested = AttributeValue::M(HashMap::from([("b".to_owned(), s("x"))]));
        assert_eq!(judged(&keys, &[("a", nested)]), Verdict::LeftOut);
    }

    /// A value, and what is wrong with it as a string in a partition key.
    fn value() -> impl Strategy<Value = (Option<AttributeValue>, Option<Reason>)> {
        prop_oneof![
            Just((None, None)),
            "[a-z]{1,9}".prop_map(|text| (Some(s(text)), None)),
            Just((Some(s("")), Some(Reason::Empty))),
            Just((Some(s("x".repeat(2049))), Some(Reason::TooLong))),
            Just((Some(AttributeValue::Null(true)), Some(Reason::Null))),
            any::<i32>().prop_map(|n| {
                (
                    Some(AttributeValue::N(n.to_string())),
                    Some(Reason::WrongType),
                )
            }),
        ]
    }

    proptest! {
        #[test]
        fn one_fault_rejects_and_else_one_absence_leaves_out(
            values in prop::collection::vec(value(), 1..=4)
        ) {
            let named = values.iter().enumerate().map(|(n, one)| (format!("k{n}"), one));
            let keys: Vec<_> = named
                .clone()
                .map(|(name, _)| key(&name, Role::Partition, AttributeType::String))
                .collect();
            let item: HashMap<_, _> = named
                .filter_map(|(name, (value, _))| Some((name, value.clone()?)))
                .collect();
            let first = values.iter().find_map(|(_, reason)| *reason);
            let expected = match (first, item.len() == keys.len()) {
                (Some(reason), _) => Verdict::Rejected(reason),
                (None, true) => Verdict::Held,
                (None, false) => Verdict::LeftOut,
            };
            prop_assert_eq!(judge(&keys, &item), expected);
        }
    }
}
