use std::collections::BTreeMap;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use serde::Deserialize;
use serde::de::Error as _;

use super::fault;
use crate::Item;
use crate::item::tests::{attributes, list, map, n, s, strings};

#[test]
fn a_number_that_the_type_cannot_hold_names_attribute_and_type_and_not_itself() {
    assert_eq!(
        fault::<u8>(&n("256")),
        "attribute `x` has a value of type N that does not fit, expected u8"
    );
    for text in ["1.5", "-1", "1e3", "9999999999"] {
        let fault = fault::<u8>(&n(text));
        assert!(fault.ends_with("that does not fit, expected u8"), "{fault}");
        assert!(!fault.contains(text), "{fault}");
    }
    assert!(fault::<f32>(&n("1e100")).contains("does not fit, expected f32"));
}

#[test]
fn a_value_of_another_type_names_both() {
    assert_eq!(
        fault::<String>(&n("1")),
        "attribute `x` has type N, expected a string"
    );
    assert_eq!(
        fault::<u32>(&s("1")),
        "attribute `x` has type S, expected u32"
    );
    assert_eq!(
        fault::<Vec<u8>>(&s("1")),
        "attribute `x` has type S, expected a sequence"
    );
    assert_eq!(
        fault::<bool>(&strings(&["a"])),
        "attribute `x` has type SS, expected a boolean"
    );
    assert_eq!(
        fault::<BTreeMap<u8, u8>>(&map([("secret", n("1"))])),
        "attribute `x` has a member whose name does not fit, expected u8"
    );
}

#[test]
fn the_path_leads_to_the_fault() {
    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "it is never read")]
    struct Deep {
        a: Vec<BTreeMap<String, u8>>,
    }
    let value = map([("a", list([map([]), map([("k", s("secret"))])]))]);
    assert_eq!(
        fault::<Deep>(&value),
        "attribute `x.a[1].k` has type S, expected u8"
    );
    assert_eq!(fault::<Deep>(&map([])), "attribute `x.a` is missing");
    let item = Item::from(attributes([("a", n("1"))]));
    assert_eq!(
        item.to::<Deep>().unwrap_err().to_string(),
        "the item does not fit: attribute `a` has type N, expected a sequence"
    );
}

#[test]
fn a_tuple_takes_all_elements_or_none() {
    assert_eq!(
        fault::<(u8, u8)>(&list([n("1"), n("2"), n("3")])),
        "attribute `x` has 3 elements, of which its Rust type takes 2"
    );
    assert!(
        fault::<(u8, u8)>(&list([n("1")])).contains("has 1 elements, expected a tuple of size 2")
    );
    let b = AttributeValue::B(Blob::new([1, 2, 3]));
    assert!(fault::<[u8; 2]>(&b).contains("has 3 elements"));
}

#[test]
fn an_attribute_that_a_strict_type_does_not_know_is_a_fault() {
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "it is never read")]
    struct Strict {
        a: u8,
    }
    let value = map([("a", n("1")), ("b", n("2"))]);
    assert_eq!(
        fault::<Strict>(&value),
        "attribute `x.b` is not known to the type, which takes `a` alone"
    );
}

#[test]
fn what_a_type_says_of_its_value_is_not_repeated() {
    #[derive(Debug)]
    struct Chatty;
    impl<'de> Deserialize<'de> for Chatty {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            Err(D::Error::custom(format!("`{text}` is no good")))
        }
    }
    assert_eq!(
        fault::<Chatty>(&s("secret")),
        "attribute `x` has a value that its Rust type refuses"
    );
}
