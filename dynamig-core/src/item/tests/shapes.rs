use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use serde::{Deserialize, Serialize};

use super::{NULL, applied, attributes, changed, difference, list, n, s, strings};
use crate::item::{Attributes, ItemFault, ReadSet, Shape};

#[derive(Serialize, Deserialize)]
struct Emails {
    email: String,
    email_lower: Option<String>,
}

fn fault<T: Shape>(original: &Attributes, change: impl FnOnce(&mut T)) -> String {
    match difference(original, change) {
        Ok(written) => panic!("no fault: {written:?}"),
        Err(fault @ ItemFault::Answer(_)) => fault.to_string(),
        Err(other) => panic!("another fault: {other}"),
    }
}

#[test]
fn only_the_field_that_changed_is_written_and_the_fields_alone_were_looked_at() {
    let original = attributes([("id", s("1")), ("email", s("A@X")), ("other", n("5"))]);
    let (written, reads) = changed::<Emails>(&original, |customer| {
        customer.email_lower = Some(customer.email.to_lowercase());
    })
    .unwrap();
    assert_eq!(written.set, [("email_lower".to_owned(), s("a@x"))].into());
    assert!(written.remove.is_empty());
    let names = ["email".to_owned(), "email_lower".to_owned()];
    assert_eq!(reads, ReadSet::Attributes(names.into()));
}

#[test]
fn absent_stays_absent_null_stays_null_and_some_to_none_removes() {
    let absent = attributes([("email", s("a"))]);
    assert!(difference::<Emails>(&absent, |_| {}).unwrap().is_empty());
    let null = attributes([("email", s("a")), ("email_lower", NULL)]);
    assert!(difference::<Emails>(&null, |_| {}).unwrap().is_empty());
    let written = difference::<Emails>(&null, |value| value.email_lower = Some("a".into()));
    assert_eq!(written.unwrap().set["email_lower"], s("a"));
    let there = attributes([("email", s("a")), ("email_lower", s("a"))]);
    let written = difference::<Emails>(&there, |value| value.email_lower = None).unwrap();
    assert_eq!(written.remove, ["email_lower".to_owned()].into());
}

#[derive(Serialize, Deserialize)]
struct Loose {
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    bytes: Vec<u8>,
    #[serde(default)]
    ratio: f64,
    #[serde(default)]
    count: i64,
}

#[test]
fn a_set_a_binary_or_a_number_that_would_not_survive_is_a_fault_once_it_changes() {
    let long = "0.12345678901234567890123456789";
    let original = attributes([
        ("tags", strings(&["a"])),
        ("bytes", AttributeValue::B(Blob::new([1, 2]))),
        ("ratio", n(long)),
        ("count", n("1.0")),
    ]);
    assert!(difference::<Loose>(&original, |_| {}).unwrap().is_empty());
    let written = difference::<Loose>(&original, |value| value.count = 2).unwrap();
    assert_eq!(written.set, [("count".to_owned(), n("2"))].into());
    assert_eq!(
        fault::<Loose>(&original, |value| value.tags.push("b".into())),
        "the answer cannot be stored: attribute `tags` has type SS, and the type would write L: mark the field `#[serde(with = \"dynamig::item::string_set\")]`"
    );
    assert_eq!(
        fault::<Loose>(&original, |value| value.bytes.push(3)),
        "the answer cannot be stored: attribute `bytes` has type B, and the type would write L: mark the field `#[serde(with = \"dynamig::item::binary\")]`"
    );
    let digits = fault::<Loose>(&original, |value| value.ratio *= 2.0);
    assert_eq!(
        digits,
        "the answer cannot be stored: attribute `ratio` has a number (N) of which the type loses digits: use an integer, or take `Item`"
    );
    assert!(!digits.contains(long));
}

#[test]
fn a_float_whose_digits_it_holds_may_change() {
    let original = attributes([("ratio", n("0.10"))]);
    let written = difference::<Loose>(&original, |value| value.ratio = 1e-9).unwrap();
    assert_eq!(written.set["ratio"], n("1e-9"));
    let fault = fault::<Loose>(&original, |value| value.ratio = f64::INFINITY);
    assert!(
        fault.contains("attribute `ratio` has a float that is infinite"),
        "{fault}"
    );
    let fault = self::fault::<Loose>(&original, |value| value.ratio = 1e300);
    assert!(fault.contains("beyond what DynamoDB holds"), "{fault}");
}

#[test]
fn a_field_that_changes_its_type_is_a_fault_and_an_enum_of_both_is_not() {
    #[derive(Serialize, Deserialize)]
    #[serde(untagged)]
    enum Price {
        Number(u64),
        Text(String),
    }
    #[derive(Serialize, Deserialize)]
    struct Product {
        price: Price,
    }
    let original = attributes([("price", s("12"))]);
    let written = difference::<Product>(&original, |product| {
        if let Price::Text(text) = &product.price {
            product.price = Price::Number(text.parse().unwrap());
        }
    });
    assert_eq!(written.unwrap().set["price"], n("12"));

    #[derive(Serialize, Deserialize)]
    struct Converted {
        #[serde(deserialize_with = "length")]
        price: u64,
    }
    fn length<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        String::deserialize(deserializer).map(|text| text.len() as u64)
    }
    assert!(
        difference::<Converted>(&original, |_| {})
            .unwrap()
            .is_empty()
    );
    let fault = fault::<Converted>(&original, |product| product.price += 1);
    assert!(
        fault.contains("attribute `price` has type S, and the type would write N"),
        "{fault}"
    );
}

#[test]
fn a_text_that_a_type_writes_otherwise_may_change_and_is_not_written_otherwise() {
    #[derive(Serialize, Deserialize)]
    struct Day {
        #[serde(deserialize_with = "upper")]
        day: String,
    }
    fn upper<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
        String::deserialize(deserializer).map(|text| text.to_uppercase())
    }
    let original = attributes([("day", s("mon"))]);
    assert!(difference::<Day>(&original, |_| {}).unwrap().is_empty());
    let written = difference::<Day>(&original, |value| value.day = "TUE".into()).unwrap();
    assert_eq!(written.set["day"], s("TUE"));
}

#[test]
fn a_default_that_is_skipped_may_change_and_content_that_was_not_read_may_not() {
    #[derive(Serialize, Deserialize)]
    struct Skipping {
        #[serde(default, skip_serializing_if = "is_zero")]
        count: u64,
        #[serde(default, skip_deserializing)]
        unread: Vec<u8>,
    }
    fn is_zero(number: &u64) -> bool {
        *number == 0
    }
    let original = attributes([("count", n("0")), ("unread", list([s("x")]))]);
    let written = difference::<Skipping>(&original, |value| value.count = 1).unwrap();
    assert_eq!(written.set, [("count".to_owned(), n("1"))].into());
    let fault = fault::<Skipping>(&original, |value| value.unread.push(1));
    assert!(
        fault.contains("attribute `unread` is a list of 1 elements"),
        "{fault}"
    );
}

#[test]
fn a_map_or_a_flattened_field_looks_at_everything() {
    #[derive(Serialize, Deserialize)]
    struct Flat {
        id: String,
        note: Option<String>,
        #[serde(flatten)]
        rest: HashMap<String, Option<u64>>,
    }
    let original = attributes([("id", s("1")), ("a", n("5")), ("b", NULL)]);
    let (written, reads) = changed::<Flat>(&original, |value| {
        value.rest.insert("a".into(), Some(6));
        value.rest.insert("c".into(), None);
    })
    .unwrap();
    assert_eq!(reads, ReadSet::Everything);
    assert_eq!(written.set, [("a".to_owned(), n("6"))].into());
    assert!(written.remove.is_empty());
    let all = attributes([("a", n("5")), ("b", NULL)]);
    let (written, reads) = changed::<BTreeMap<String, Option<u8>>>(&all, |value| {
        value.remove("b");
    })
    .unwrap();
    assert_eq!(reads, ReadSet::Everything);
    assert_eq!(applied(&all, written), attributes([("a", n("5"))]));
}

#[test]
fn fields_may_be_renamed_have_aliases_and_be_numbers_of_128_bits() {
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Renamed {
        #[serde(alias = "oldName")]
        new_name: i128,
    }
    let most = "9".repeat(38);
    let original = attributes([("oldName", n(&most))]);
    let (written, reads) = changed::<Renamed>(&original, |value| value.new_name = 1).unwrap();
    assert_eq!(written.set["newName"], n("1"));
    let names = ["newName".to_owned(), "oldName".to_owned()];
    assert_eq!(reads, ReadSet::Attributes(names.into()));
    let fault = fault::<Renamed>(&attributes([("newName", n("1"))]), |value| {
        value.new_name = i128::MAX;
    });
    assert!(
        fault.contains("attribute `newName` has a number of more than 38 digits"),
        "{fault}"
    );
}

#[test]
fn a_type_that_is_no_map_cannot_be_an_item() {
    let written = difference::<()>(&attributes([("a", n("1"))]), |()| {}).unwrap();
    assert!(written.is_empty());
    let fault = difference::<Vec<u8>>(&attributes([("a", n("1"))]), |_| {}).unwrap_err();
    assert_eq!(
        fault.to_string(),
        "the item does not fit: it has type M, expected a sequence"
    );
}
