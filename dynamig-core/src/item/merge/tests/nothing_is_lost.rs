use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::AttributeValue;
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

use crate::item::Attributes;
use crate::item::tests::{applied, difference, list, n, s};

/// Sees of each element its number, and not who it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Seen {
    lists: BTreeMap<String, Vec<Element>>,
    one: Option<Element>,
    other: Option<Element>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Element {
    number: u8,
}

/// What a function may do without wanting to lose anything.
#[derive(Clone, Debug)]
enum Change {
    Number(usize, u8),
    Swap(usize, usize),
    Insert(usize, u8),
    Reverse,
    MoveToOther,
    MoveToList(usize),
    MoveFromList(usize),
    SwapFields,
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = prop_oneof![
        (0..4usize, 0..3u8).prop_map(|(at, number)| Change::Number(at, number)),
        (0..4usize, 0..4usize).prop_map(|(one, other)| Change::Swap(one, other)),
        (0..4usize, 0..3u8).prop_map(|(at, number)| Change::Insert(at, number)),
        Just(Change::Reverse),
        Just(Change::MoveToOther),
        (0..4usize).prop_map(Change::MoveToList),
        (0..4usize).prop_map(Change::MoveFromList),
        Just(Change::SwapFields),
    ];
    proptest::collection::vec(change, 1..4)
}

fn make(seen: &mut Seen, change: &Change) {
    let list = seen.lists.entry("a".into()).or_default();
    let length = list.len();
    match *change {
        Change::Number(at, number) if at < length => list[at].number = number,
        Change::Swap(one, other) if one < length && other < length => list.swap(one, other),
        Change::Insert(at, number) if at <= length => list.insert(at, Element { number }),
        Change::Reverse => list.reverse(),
        Change::MoveToOther if seen.other.is_none() => seen.other = seen.one.take(),
        Change::MoveToList(at) if at <= length => {
            if let Some(one) = seen.one.take() {
                list.insert(at, one);
            }
        }
        Change::MoveFromList(at) if at < length && seen.one.is_none() => {
            seen.one = Some(list.remove(at));
        }
        Change::SwapFields => std::mem::swap(&mut seen.one, &mut seen.other),
        _ => {}
    }
}

fn hidden(value: &AttributeValue, found: &mut Vec<String>) {
    match value {
        AttributeValue::S(text) => found.push(text.clone()),
        AttributeValue::L(all) => all.iter().for_each(|value| hidden(value, found)),
        AttributeValue::M(all) => all.values().for_each(|value| hidden(value, found)),
        _ => {}
    }
}

fn all_hidden(item: &Attributes) -> Vec<String> {
    let mut found = Vec::new();
    item.values().for_each(|value| hidden(value, &mut found));
    found.sort();
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn whatever_a_function_does_nothing_that_it_cannot_see_is_lost(
        elements in proptest::collection::vec((0..3u8, any::<bool>()), 0..4),
        one in proptest::option::of(0..3u8),
        other in proptest::option::of(0..3u8),
        changes in changes(),
    ) {
        let element = |number: u8, who: Option<String>| {
            let mut members = Attributes::from([("number".to_owned(), n(&number.to_string()))]);
            members.extend(who.map(|who| ("who".to_owned(), s(&who))));
            AttributeValue::M(members)
        };
        let elements = elements.iter().enumerate().map(|(index, (number, hides))| {
            element(*number, hides.then(|| format!("element {index}")))
        });
        let lists = AttributeValue::M([("a".to_owned(), list(elements))].into());
        let mut original = Attributes::from([("lists".to_owned(), lists)]);
        original.extend(one.map(|number| ("one".to_owned(), element(number, Some("one".into())))));
        original.extend(other.map(|number| ("other".to_owned(), element(number, Some("other".into())))));
        let written = difference::<Seen>(&original, |seen| {
            changes.iter().for_each(|change| make(seen, change));
        });
        if let Ok(written) = written {
            prop_assert_eq!(all_hidden(&applied(&original, written)), all_hidden(&original));
        }
    }
}
