use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use serde::{Deserialize, Serialize};

use super::super::{read_value, write_value};
use super::round_trip;
use crate::item::tests::{NULL, list, map, n, s};

#[test]
fn scalars() {
    assert_eq!(round_trip(u64::MAX), n("18446744073709551615"));
    assert_eq!(
        round_trip(i128::MIN),
        n("-170141183460469231731687303715884105728")
    );
    assert_eq!(
        round_trip(u128::MAX),
        n("340282366920938463463374607431768211455")
    );
    assert_eq!(round_trip(-1i8), n("-1"));
    assert_eq!(round_trip(1.5f32), n("1.5"));
    assert_eq!(round_trip(0.1f32), n("0.1"));
    assert_eq!(round_trip(0.1f64), n("0.1"));
    assert_eq!(round_trip(1e100f64), n("1e100"));
    assert_eq!(round_trip(-0.0f64), n("0"));
    assert_eq!(round_trip(true), AttributeValue::Bool(true));
    assert_eq!(round_trip('é'), s("é"));
    assert_eq!(round_trip(String::new()), s(""));
    assert_eq!(round_trip(()), NULL);
}

#[test]
fn whole_numbers_are_read_however_they_are_written() {
    assert_eq!(read_value::<u8>(&n("1.50E+2")).unwrap(), 150);
    assert_eq!(read_value::<i64>(&n("-0")).unwrap(), 0);
    assert_eq!(
        read_value::<u64>(&n("18446744073709551615.0")).unwrap(),
        u64::MAX
    );
    assert_eq!(read_value::<f64>(&n("3")).unwrap(), 3.0);
}

#[test]
fn options_are_absent_and_null_in_lists() {
    assert_eq!(write_value(&None::<u8>).unwrap(), None);
    assert_eq!(write_value(&Some(None::<u8>)).unwrap(), None);
    assert_eq!(round_trip(Some(1u8)), n("1"));
    assert_eq!(read_value::<Option<u8>>(&NULL).unwrap(), None);
    assert_eq!(round_trip(vec![Some(1u8), None]), list([n("1"), NULL]));
    assert_eq!(
        round_trip(HashMap::from([("a".to_owned(), None::<u8>)])),
        map([("a", NULL)])
    );
}

#[test]
fn documents() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Unit;
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct New(u8);
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Pair(u8, String);
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Named {
        new: New,
        pair: Pair,
        unit: Unit,
        absent: Option<u8>,
    }
    assert_eq!(round_trip(Unit), NULL);
    assert_eq!(round_trip(New(1)), n("1"));
    assert_eq!(round_trip(Pair(1, "x".into())), list([n("1"), s("x")]));
    assert_eq!(round_trip([1u8, 2]), list([n("1"), n("2")]));
    let named = Named {
        new: New(1),
        pair: Pair(2, "x".into()),
        unit: Unit,
        absent: None,
    };
    let written = round_trip(named);
    assert_eq!(
        written,
        map([
            ("new", n("1")),
            ("pair", list([n("2"), s("x")])),
            ("unit", NULL)
        ])
    );
}

#[test]
fn maps_have_keys_that_can_be_names() {
    #[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    enum Key {
        One,
    }
    #[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    struct Id(i64);
    let one = |name: &str| map([(name, n("1"))]);
    assert_eq!(round_trip(BTreeMap::from([("a".to_owned(), 1)])), one("a"));
    assert_eq!(round_trip(BTreeMap::from([(-7i32, 1)])), one("-7"));
    assert_eq!(
        round_trip(BTreeMap::from([(u128::MAX, 1)])),
        one(&u128::MAX.to_string())
    );
    assert_eq!(round_trip(BTreeMap::from([(Id(7), 1)])), one("7"));
    assert_eq!(round_trip(BTreeMap::from([('c', 1)])), one("c"));
    assert_eq!(round_trip(BTreeMap::from([(true, 1)])), one("true"));
    assert_eq!(round_trip(BTreeMap::from([(Key::One, 1)])), one("One"));
    let fault = write_value(&BTreeMap::from([((1, 2), 1)])).unwrap_err();
    assert!(
        fault
            .to_string()
            .contains("has a key that cannot be a name")
    );
}

#[test]
fn bytes_are_binary_where_the_type_says_so_and_binary_is_read_as_bytes_in_any_case() {
    let b = AttributeValue::B(Blob::new([1, 2]));
    assert_eq!(read_value::<Vec<u8>>(&b).unwrap(), [1, 2]);
    assert_eq!(read_value::<[u8; 2]>(&b).unwrap(), [1, 2]);
    assert_eq!(read_value::<&[u8]>(&b).unwrap(), [1, 2]);
    assert_eq!(
        write_value(&vec![1u8, 2]).unwrap(),
        Some(list([n("1"), n("2")]))
    );
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Bytes {
        #[serde(with = "crate::item::binary")]
        empty: Vec<u8>,
        #[serde(with = "crate::item::binary")]
        two: [u8; 2],
        #[serde(default, with = "crate::item::binary")]
        maybe: Option<Box<[u8]>>,
    }
    let bytes = |maybe| Bytes {
        empty: vec![],
        two: [1, 2],
        maybe,
    };
    let empty = AttributeValue::B(Blob::new([]));
    assert_eq!(
        round_trip(bytes(None)),
        map([("empty", empty.clone()), ("two", b.clone())])
    );
    let all = round_trip(bytes(Some([1, 2].into())));
    assert_eq!(
        all,
        map([("empty", empty), ("two", b.clone()), ("maybe", b)])
    );
}

#[test]
fn texts_are_borrowed_from_the_item() {
    assert_eq!(read_value::<&str>(&s("abc")).unwrap(), "abc");
}
