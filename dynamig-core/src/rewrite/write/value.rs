use std::borrow::Cow;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::item::Attributes;

/// Whether DynamoDB holds two values for the same: numbers by what they are worth, sets without order.
pub(crate) fn same(a: &AttributeValue, b: &AttributeValue) -> bool {
    use AttributeValue::{Bs, L, M, N, Ns, Null, Ss};
    match (a, b) {
        (N(a), N(b)) => same_number(a, b),
        (Null(_), Null(_)) => true,
        (Ns(a), Ns(b)) => same_set(a, b, |number| Number::of(number)),
        (Ss(a), Ss(b)) => same_set(a, b, String::as_str),
        (Bs(a), Bs(b)) => same_set(a, b, AsRef::<[u8]>::as_ref),
        (L(a), L(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (M(a), M(b)) => same_attributes(a, b),
        (a, b) => a == b,
    }
}

/// Whether two values that may be absent are the same.
pub(crate) fn same_or_absent(a: Option<&AttributeValue>, b: Option<&AttributeValue>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => same(a, b),
        (None, None) => true,
        _ => false,
    }
}

/// The name of a value's type, as DynamoDB writes it.
pub(crate) fn type_of(value: &AttributeValue) -> &'static str {
    match value {
        AttributeValue::B(_) => "B",
        AttributeValue::Bool(_) => "BOOL",
        AttributeValue::Bs(_) => "BS",
        AttributeValue::L(_) => "L",
        AttributeValue::M(_) => "M",
        AttributeValue::N(_) => "N",
        AttributeValue::Ns(_) => "NS",
        AttributeValue::Null(_) => "NULL",
        AttributeValue::S(_) => "S",
        AttributeValue::Ss(_) => "SS",
        _ => "unknown",
    }
}

fn same_attributes(a: &Attributes, b: &Attributes) -> bool {
    a.len() == b.len()
        && a.iter()
            .all(|(name, a)| b.get(name).is_some_and(|b| same(a, b)))
}

fn same_set<'a, T: PartialEq, K: Ord>(a: &'a [T], b: &'a [T], key: impl Fn(&'a T) -> K) -> bool {
    let sorted = |set: &'a [T]| {
        let mut keys: Vec<K> = set.iter().map(&key).collect();
        keys.sort_unstable();
        keys
    };
    a.len() == b.len() && (a == b || sorted(a) == sorted(b))
}

fn same_number(a: &str, b: &str) -> bool {
    a == b || Number::of(a) == Number::of(b)
}

/// A number by what it is worth: `1`, `1.0` and `10e-1` are one. The order is of no meaning.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Number<'a> {
    is_negative: bool,
    /// Without zeros on either side; none for zero.
    digits: Cow<'a, str>,
    /// Of the last digit.
    exponent: i64,
}

impl<'a> Number<'a> {
    fn of(text: &'a str) -> Self {
        let (is_negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse().unwrap_or(0)),
            None => (rest, 0_i64),
        };
        let (digits, exponent) = match mantissa.split_once('.') {
            Some((whole, part)) => {
                let shift = i64::try_from(part.len()).unwrap_or(0);
                (Cow::from(format!("{whole}{part}")), exponent - shift)
            }
            None => (Cow::from(mantissa), exponent),
        };
        let digits = trimmed_start(digits);
        let kept = digits.trim_end_matches('0').len();
        if kept == 0 {
            return Self {
                is_negative: false,
                digits: Cow::from(""),
                exponent: 0,
            };
        }
        let zeros = i64::try_from(digits.len() - kept).unwrap_or(0);
        Self {
            is_negative,
            digits: match digits {
                Cow::Borrowed(digits) => Cow::Borrowed(&digits[..kept]),
                Cow::Owned(mut digits) => {
                    digits.truncate(kept);
                    Cow::Owned(digits)
                }
            },
            exponent: exponent + zeros,
        }
    }
}

fn trimmed_start(digits: Cow<'_, str>) -> Cow<'_, str> {
    match digits {
        Cow::Borrowed(digits) => Cow::Borrowed(digits.trim_start_matches('0')),
        Cow::Owned(digits) => Cow::Owned(digits.trim_start_matches('0').to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::primitives::Blob;

    use super::*;

    fn n(text: &str) -> AttributeValue {
        AttributeValue::N(text.to_owned())
    }

    #[test]
    fn numbers_are_the_same_by_what_they_are_worth() {
        for (a, b) in [
            ("1", "1.0"),
            ("1", "10e-1"),
            ("-0", "0"),
            ("0.00", "0"),
            ("+7", "007"),
            ("1E2", "100"),
            ("0.5", ".5"),
            (
                "12345678901234567890123456789012345678",
                "1.2345678901234567890123456789012345678e37",
            ),
        ] {
            assert!(same(&n(a), &n(b)), "{a} and {b}");
        }
        for (a, b) in [
            ("1", "-1"),
            ("1", "10"),
            ("0.1", "0.01"),
            ("1", "2"),
            (
                "12345678901234567890123456789012345678",
                "12345678901234567890123456789012345679",
            ),
        ] {
            assert!(!same(&n(a), &n(b)), "{a} and {b}");
        }
    }

    #[test]
    fn sets_have_no_order_and_lists_have() {
        let ss = |texts: &[&str]| AttributeValue::Ss(texts.iter().map(|&t| t.to_owned()).collect());
        let ns = |texts: &[&str]| AttributeValue::Ns(texts.iter().map(|&t| t.to_owned()).collect());
        let bs = |texts: &[&str]| AttributeValue::Bs(texts.iter().map(|&t| Blob::new(t)).collect());
        let l = |texts: &[&str]| AttributeValue::L(texts.iter().map(|&t| n(t)).collect());
        assert!(same(&ss(&["a", "b"]), &ss(&["b", "a"])));
        assert!(same(&bs(&["a", "b"]), &bs(&["b", "a"])));
        assert!(same(&ns(&["1", "2.0"]), &ns(&["2", "1.0"])));
        assert!(!same(&ns(&["1", "2"]), &ns(&["2", "3"])));
        assert!(!same(&ss(&["1"]), &ns(&["1"])));
        assert!(same(&l(&["1", "2"]), &l(&["1.0", "2"])));
        assert!(!same(&l(&["1", "2"]), &l(&["2", "1"])));
        let m = |value| AttributeValue::M(Attributes::from([("k".to_owned(), value)]));
        assert!(same(&m(ss(&["a", "b"])), &m(ss(&["b", "a"]))));
        assert!(!same(&m(n("1")), &m(n("2"))));
    }
}
