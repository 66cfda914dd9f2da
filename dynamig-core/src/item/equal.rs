use aws_sdk_dynamodb::types::AttributeValue;

use super::Attributes;
use super::number::{Number, same_number};

/// Whether two values are the same to DynamoDB: numbers by their worth, sets without order.
pub(crate) fn same(one: &AttributeValue, other: &AttributeValue) -> bool {
    use AttributeValue::{L, M, N, Ns, Null, Ss};
    match (one, other) {
        (N(one), N(other)) => same_number(one, other),
        (Null(_), Null(_)) => true,
        (L(one), L(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (M(one), M(other)) => same_attributes(one, other),
        (Ss(one), Ss(other)) => same_set(one, other, |text| text.clone()),
        (Ns(one), Ns(other)) => same_set(one, other, |text| match Number::parse(text) {
            Some(number) => number.canonical(),
            None => text.clone(),
        }),
        (AttributeValue::Bs(one), AttributeValue::Bs(other)) => {
            same_set(one, other, |bytes| bytes.as_ref().to_vec())
        }
        (one, other) => one == other,
    }
}

/// Whether the same attributes have the same values.
pub(super) fn same_attributes(one: &Attributes, other: &Attributes) -> bool {
    one.len() == other.len()
        && one
            .iter()
            .all(|(name, value)| other.get(name).is_some_and(|other| same(value, other)))
}

fn same_set<T: PartialEq, K: Ord>(one: &[T], other: &[T], key: impl Fn(&T) -> K) -> bool {
    if one.len() != other.len() {
        return false;
    }
    if one == other {
        return true;
    }
    let sorted = |set: &[T]| {
        let mut keys: Vec<K> = set.iter().map(&key).collect();
        keys.sort_unstable();
        keys
    };
    sorted(one) == sorted(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|&text| text.to_owned()).collect()
    }

    #[test]
    fn sets_have_no_order_and_lists_have() {
        let set = |of: &[&str]| AttributeValue::Ss(texts(of));
        assert!(same(&set(&["a", "b"]), &set(&["b", "a"])));
        assert!(!same(&set(&["a", "b"]), &set(&["a", "c"])));
        let numbers = |of: &[&str]| AttributeValue::Ns(texts(of));
        assert!(same(&numbers(&["1", "2"]), &numbers(&["2.0", "1e0"])));
        let list =
            |of: &[&str]| AttributeValue::L(texts(of).into_iter().map(AttributeValue::S).collect());
        assert!(!same(&list(&["a", "b"]), &list(&["b", "a"])));
    }

    #[test]
    fn nested_numbers_are_compared_by_their_worth() {
        let map = |text: &str| {
            let number = AttributeValue::L(vec![AttributeValue::N(text.into())]);
            AttributeValue::M([("a".into(), number)].into())
        };
        assert!(same(&map("1"), &map("1.0")));
        assert!(!same(&map("1"), &map("1.01")));
    }

    #[test]
    fn types_tell_values_apart() {
        let s = AttributeValue::S("1".into());
        assert!(!same(&s, &AttributeValue::N("1".into())));
        assert!(!same(
            &AttributeValue::Null(true),
            &AttributeValue::Bool(true)
        ));
    }
}
