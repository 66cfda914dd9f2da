use std::collections::{BTreeSet, HashSet};

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use serde::{Deserialize, Serialize};

use super::super::{read_value, write_value};
use super::round_trip;
use crate::item::tests::{applied, attributes, difference, list, map, n, s, strings};

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Sets {
    #[serde(default, with = "crate::item::string_set")]
    texts: BTreeSet<String>,
    #[serde(default, with = "crate::item::number_set")]
    numbers: Option<Vec<i128>>,
    #[serde(default, with = "crate::item::binary_set")]
    binaries: Vec<Vec<u8>>,
}

#[test]
fn sets_are_written_as_sets_and_empty_ones_are_absent() {
    let sets = Sets {
        texts: ["a".into(), String::new()].into(),
        numbers: Some(vec![1, i128::MAX]),
        binaries: vec![vec![], vec![1, 2]],
    };
    let expected = map([
        ("texts", strings(&["", "a"])),
        (
            "numbers",
            AttributeValue::Ns(vec!["1".into(), i128::MAX.to_string()]),
        ),
        (
            "binaries",
            AttributeValue::Bs(vec![Blob::new([]), Blob::new([1, 2])]),
        ),
    ]);
    assert_eq!(round_trip(sets), expected);
    assert_eq!(round_trip(Sets::default()), map([]));
}

#[test]
fn sets_are_read_as_any_sequence() {
    let set = strings(&["a", "b"]);
    assert_eq!(read_value::<Vec<String>>(&set).unwrap(), ["a", "b"]);
    assert_eq!(
        read_value::<HashSet<&str>>(&set).unwrap(),
        ["a", "b"].into()
    );
    let numbers = AttributeValue::Ns(vec!["1".into(), "2.0".into()]);
    assert_eq!(read_value::<BTreeSet<u8>>(&numbers).unwrap(), [1, 2].into());
    let binaries = AttributeValue::Bs(vec![Blob::new([1])]);
    assert_eq!(read_value::<Vec<&[u8]>>(&binaries).unwrap(), [[1]]);
}

#[test]
fn a_set_that_changes_stays_a_set() {
    let original = attributes([
        ("texts", strings(&["b", "a"])),
        ("numbers", AttributeValue::Ns(vec!["1.0".into()])),
    ]);
    assert!(difference::<Sets>(&original, |_| {}).unwrap().is_empty());
    let written = difference::<Sets>(&original, |sets| {
        sets.texts.insert("c".into());
        sets.numbers = None;
    });
    assert_eq!(
        applied(&original, written.unwrap()),
        attributes([("texts", strings(&["a", "b", "c"]))])
    );
    let emptied = difference::<Sets>(&original, |sets| sets.texts.clear()).unwrap();
    assert_eq!(emptied.remove, ["texts".to_owned()].into());
}

#[test]
fn a_list_is_not_made_a_set() {
    let original = attributes([("texts", list([s("a")]))]);
    let fault = difference::<Sets>(&original, |sets| {
        sets.texts.insert("b".into());
    });
    assert!(
        fault
            .unwrap_err()
            .to_string()
            .contains("attribute `texts` has type L, and the type would write SS")
    );
}

#[test]
fn what_cannot_be_a_set_is_a_fault() {
    #[derive(Serialize)]
    struct Wrong {
        #[serde(with = "crate::item::string_set")]
        all: Vec<u8>,
    }
    impl<'de> Deserialize<'de> for Wrong {
        fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
            unreachable!("only written")
        }
    }
    let fault = write_value(&Wrong { all: vec![1] }).unwrap_err();
    assert_eq!(
        fault.to_string(),
        "attribute `all[0]` is written as N, in a set of S"
    );
    let original = attributes([
        ("binaries", AttributeValue::Bs(vec![Blob::new([1])])),
        ("n", n("1")),
    ]);
    let twice = difference::<Sets>(&original, |sets| sets.binaries.push(vec![1]));
    assert!(
        twice
            .unwrap_err()
            .to_string()
            .contains("attribute `binaries` is a set that has an element twice")
    );
}
