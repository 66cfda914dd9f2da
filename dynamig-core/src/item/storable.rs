use std::collections::HashSet;
use std::hash::Hash;

use aws_sdk_dynamodb::types::AttributeValue;

use super::kind::kind;
use super::number::Number;
use super::serde::Fault;

/// Digits that DynamoDB keeps of a number.
const DIGITS: usize = 38;
/// From 1E-130 to 9.99…E+125, counted in digits before the point.
const MAGNITUDES: std::ops::RangeInclusive<i64> = -129..=126;
/// How deep documents may be nested.
const LEVELS: usize = 32;

/// Refuses a value that DynamoDB would refuse whatever its attribute, so that one bad answer is not taken for a fault of
/// the whole run.
pub(super) fn storable(value: &AttributeValue) -> Result<(), Fault> {
    at_level(value, 0)
}

fn at_level(value: &AttributeValue, level: usize) -> Result<(), Fault> {
    if level > LEVELS {
        return Err(Fault::new("is nested in more than 32 levels"));
    }
    match value {
        AttributeValue::N(text) => number(text),
        AttributeValue::Ss(texts) => set(texts.iter()),
        AttributeValue::Ns(texts) => {
            texts.iter().try_for_each(|text| number(text))?;
            let canonical = |text| Number::parse(text).map(|number| number.canonical());
            set(texts.iter().map(|text| canonical(text.as_str())))
        }
        AttributeValue::Bs(all) => set(all.iter().map(AsRef::as_ref)),
        AttributeValue::L(elements) => {
            for (index, element) in elements.iter().enumerate() {
                at_level(element, level + 1).map_err(|fault| fault.at(index))?;
            }
            Ok(())
        }
        AttributeValue::M(members) => {
            for (name, member) in members {
                at_level(member, level + 1).map_err(|fault| fault.within(name))?;
            }
            Ok(())
        }
        AttributeValue::S(_)
        | AttributeValue::B(_)
        | AttributeValue::Bool(_)
        | AttributeValue::Null(_) => Ok(()),
        value => Err(Fault::new(format!("is {}", kind(value)))),
    }
}

fn number(text: &str) -> Result<(), Fault> {
    let Some(number) = Number::parse(text) else {
        return Err(Fault::new("has a number (N) whose text is no number"));
    };
    if number.significant() > DIGITS {
        return Err(Fault::new("has a number of more than 38 digits"));
    }
    if number.significant() > 0 && !MAGNITUDES.contains(&number.magnitude()) {
        return Err(Fault::new(
            "has a number beyond what DynamoDB holds, 1E-130 to 9.9E+125",
        ));
    }
    Ok(())
}

fn set<T: Eq + Hash>(elements: impl ExactSizeIterator<Item = T>) -> Result<(), Fault> {
    let all = elements.len();
    if all == 0 {
        return Err(Fault::new("is an empty set: remove the attribute instead"));
    }
    if elements.collect::<HashSet<T>>().len() < all {
        return Err(Fault::new("is a set that has an element twice"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(value: &AttributeValue) -> String {
        storable(value).map_or_else(|fault| fault.within("a").to_string(), |()| String::new())
    }

    #[test]
    fn numbers_beyond_dynamodb_are_refused_without_their_text() {
        let n = |text: &str| fault(&AttributeValue::N(text.into()));
        for text in [
            "0",
            "-1.5",
            "1e125",
            "9.9e125",
            "1e-130",
            "12345678901234567890123456789012345678",
        ] {
            assert_eq!(n(text), "", "{text}");
        }
        assert_eq!(
            n("12x"),
            "attribute `a` has a number (N) whose text is no number"
        );
        assert_eq!(
            n("123456789012345678901234567890123456789"),
            "attribute `a` has a number of more than 38 digits"
        );
        for text in ["1e126", "1e-131"] {
            assert!(n(text).contains("beyond what DynamoDB holds"), "{text}");
        }
    }

    #[test]
    fn empty_sets_and_elements_given_twice_are_refused_wherever_they_are() {
        assert!(fault(&AttributeValue::Ss(vec![])).contains("an empty set"));
        let twice = AttributeValue::Ns(vec!["1".into(), "1.0".into()]);
        let nested = AttributeValue::L(vec![AttributeValue::Bool(true), twice]);
        assert_eq!(
            fault(&nested),
            "attribute `a[1]` is a set that has an element twice"
        );
    }

    #[test]
    fn documents_nested_too_deeply_are_refused() {
        let nested = |levels| {
            (0..levels).fold(AttributeValue::Bool(true), |inner, _| {
                AttributeValue::L(vec![inner])
            })
        };
        assert_eq!(fault(&nested(32)), "");
        assert!(fault(&nested(33)).contains("more than 32 levels"));
    }
}
