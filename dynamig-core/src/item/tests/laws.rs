use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::{Deserialize, Serialize};

use super::any::{Any, item, number, value};
use super::{applied, difference};
use crate::item::equal::{same, same_attributes};
use crate::item::number::Number;
use crate::item::serde::write_attributes;
use crate::item::size;
use crate::item::{Attributes, Difference, Item, ItemFault};

/// A type that holds every type of DynamoDB exactly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Faithful {
    text: String,
    number: i128,
    long: u64,
    flag: bool,
    #[serde(with = "crate::item::binary")]
    bytes: Vec<u8>,
    maybe: Option<i32>,
    #[serde(default, with = "crate::item::string_set")]
    tags: std::collections::BTreeSet<String>,
    #[serde(default, with = "crate::item::number_set")]
    sizes: Vec<i64>,
    pairs: Vec<(String, Option<u8>)>,
    named: BTreeMap<String, Faithless>,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Faithless {
    a: i8,
    #[serde(skip_serializing_if = "Option::is_none")]
    b: Option<char>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Kind {
    Unit,
    New(u8),
    Tuple(String, i16),
    Struct { x: bool },
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        Just(Kind::Unit),
        any::<u8>().prop_map(Kind::New),
        (".{0,4}", any::<i16>()).prop_map(|(text, number)| Kind::Tuple(text, number)),
        any::<bool>().prop_map(|x| Kind::Struct { x }),
    ]
}

fn faithful() -> impl Strategy<Value = Faithful> {
    let most = 10i128.pow(38) - 1;
    let scalars = (
        ".{0,6}",
        -most..=most,
        any::<u64>(),
        any::<bool>(),
        any::<Vec<u8>>(),
        any::<Option<i32>>(),
    );
    let faithless = (any::<i8>(), any::<Option<char>>()).prop_map(|(a, b)| Faithless { a, b });
    let documents = (
        proptest::collection::btree_set(".{0,4}", 0..3),
        proptest::collection::btree_set(any::<i64>(), 0..3),
        proptest::collection::vec((".{0,3}", any::<Option<u8>>()), 0..4),
        proptest::collection::btree_map("[a-c]", faithless, 0..3),
        kind(),
    );
    (scalars, documents).prop_map(
        |((text, number, long, flag, bytes, maybe), (tags, sizes, pairs, named, kind))| Faithful {
            text,
            number,
            long,
            flag,
            bytes,
            maybe,
            tags,
            sizes: sizes.into_iter().collect(),
            pairs,
            named,
            kind,
        },
    )
}

type AnyItem = BTreeMap<String, Any>;

proptest! {
    #[test]
    fn an_item_that_was_only_looked_at_is_not_written(original in item()) {
        let written = difference::<Item>(&original, |item| {
            let names: Vec<String> = item.names().map(str::to_owned).collect();
            for name in names {
                let _ = item.get_mut(&name);
                if let Some(value) = item.take(&name) {
                    item.set(name, value);
                }
            }
        });
        prop_assert_eq!(written.unwrap(), Difference::default());
    }

    #[test]
    fn an_item_made_anew_becomes_what_it_is(original in item(), wanted in item()) {
        let written = difference::<Item>(&original, |item| *item = wanted.clone().into()).unwrap();
        prop_assert!(same_attributes(&applied(&original, written), &wanted));
    }

    #[test]
    fn what_a_type_reads_and_does_not_change_is_not_written(original in item()) {
        match difference::<AnyItem>(&original, |_| {}) {
            Ok(written) => prop_assert!(written.is_empty(), "{:?}", written),
            // A fraction of more digits than a float has.
            Err(fault) => prop_assert!(matches!(fault, ItemFault::Shape(_)), "{}", fault),
        }
    }

    #[test]
    fn a_faithful_type_is_read_as_it_was_written(value in faithful()) {
        let item = Item::of(&value).unwrap();
        prop_assert_eq!(&item.to::<Faithful>().unwrap(), &value);
        let original = Attributes::from(item);
        let written = difference::<Faithful>(&original, |_| {});
        prop_assert_eq!(written.unwrap(), Difference::default());
    }

    #[test]
    fn what_is_written_makes_of_the_item_what_the_type_writes(
        before in faithful(), after in faithful(), other in value(),
    ) {
        let mut original = write_attributes(&before).unwrap();
        original.insert("unknown".into(), other.clone());
        let written = difference::<Faithful>(&original, |value| *value = after.clone()).unwrap();
        let mut wanted = write_attributes(&after).unwrap();
        wanted.insert("unknown".into(), other);
        prop_assert!(same_attributes(&applied(&original, written), &wanted));
    }

    #[test]
    fn an_answer_is_what_the_type_writes_or_a_fault(
        original in item(), wanted in item(), keep in any::<u8>(),
    ) {
        let Ok(wanted) = Item::from(wanted).to::<AnyItem>() else { return Ok(()) };
        let change = |value: &mut AnyItem| {
            value.retain(|name, _| name.bytes().map(u32::from).sum::<u32>() & u32::from(keep) != 0);
            value.extend(wanted);
        };
        let Ok(before) = Item::from(original.clone()).to::<AnyItem>() else { return Ok(()) };
        let mut after = before.clone();
        change(&mut after);
        let Ok(written) = difference::<AnyItem>(&original, |value| *value = after.clone()) else {
            return Ok(());
        };
        let after = write_attributes(&after).unwrap();
        let before = write_attributes(&before).unwrap();
        let item = applied(&original, written);
        for (name, value) in &after {
            let unchanged = before.get(name).is_some_and(|was| same(was, value));
            let expected = if unchanged { &original[name] } else { value };
            // What is within may have kept the type that it had.
            let read = |value| crate::item::serde::write_value(&super::super::serde::read_value::<Any>(value).unwrap());
            prop_assert!(same(
                &read(&item[name]).unwrap().unwrap(),
                &read(expected).unwrap().unwrap(),
            ));
        }
        prop_assert_eq!(item.len(), after.len());
    }

    #[test]
    fn numbers_survive_every_way_of_writing_them(text in number()) {
        let number = Number::parse(&text).unwrap();
        let canonical = number.canonical();
        let (sign, rest) = canonical.split_at(1);
        let (digits, exponent) = rest.split_once('e').unwrap();
        let zero = digits.is_empty();
        let other = format!("{sign}0.{digits}0e{exponent}");
        prop_assert!(zero || Number::parse(&other) == Some(number), "{} and {}", text, other);
    }

    #[test]
    fn the_size_of_an_item_is_the_sum_of_its_attributes(original in item()) {
        let one_by_one = original
            .iter()
            .map(|(name, value)| size(&Attributes::from([(name.clone(), value.clone())])));
        prop_assert_eq!(size(&original), one_by_one.sum::<usize>());
    }
}
