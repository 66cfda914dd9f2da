use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use super::{NULL, applied, attributes, changed, difference, list, map, n, s, strings};
use crate::Item;
use crate::item::{Attributes, Difference, ReadSet};

fn reads(change: impl FnOnce(&mut Item)) -> ReadSet {
    let original = attributes([("id", s("1")), ("a", n("1")), ("b", NULL)]);
    changed::<Item>(&original, change).unwrap().1
}

fn these(names: &[&str]) -> ReadSet {
    ReadSet::Attributes(names.iter().map(|&name| name.to_owned()).collect())
}

#[test]
fn every_accessor_notes_what_it_looked_at_absent_or_not() {
    assert_eq!(reads(|item| drop(item.get("a").cloned())), these(&["a"]));
    assert_eq!(
        reads(|item| assert_eq!(item.string("gone"), None)),
        these(&["gone"])
    );
    assert_eq!(reads(|item| assert!(!item.contains("x"))), these(&["x"]));
    assert_eq!(reads(|item| assert!(item.is_null("b"))), these(&["b"]));
    assert_eq!(reads(|item| drop(item.take("a"))), these(&["a"]));
    assert_eq!(
        reads(|item| assert_eq!(item.get_mut("x"), None)),
        these(&["x"])
    );
    assert_eq!(
        reads(|item| assert_eq!(item.value::<u8>("a").unwrap(), Some(1))),
        these(&["a"])
    );
    assert_eq!(reads(|item| item.set("a", 2)), these(&[]));
    assert_eq!(reads(|item| item.remove("a")), these(&[]));
    assert_eq!(reads(|item| drop(format!("{item:?}"))), these(&[]));
}

#[test]
fn what_looks_at_the_whole_item_notes_everything() {
    assert_eq!(reads(|item| assert_eq!(item.len(), 3)), ReadSet::Everything);
    assert_eq!(
        reads(|item| assert!(item.iter().next().is_some())),
        ReadSet::Everything
    );
    assert_eq!(reads(|item| drop(item.names())), ReadSet::Everything);
    assert_eq!(reads(|item| drop(item.attributes())), ReadSet::Everything);
    assert_eq!(
        reads(|item| assert!(*item != Item::new())),
        ReadSet::Everything
    );
}

#[test]
fn a_clone_shares_the_memory_of_what_was_looked_at() {
    assert_eq!(
        reads(|item| drop(item.clone().get("a").cloned())),
        these(&["a"])
    );
}

#[test]
fn reading_as_a_struct_notes_its_fields_and_nothing_else() {
    #[derive(serde::Deserialize)]
    #[expect(dead_code, reason = "only what is asked for matters")]
    struct Some {
        a: Option<u8>,
        #[serde(alias = "old")]
        gone: Option<u8>,
    }
    assert_eq!(
        reads(|item| drop(item.to::<Some>())),
        these(&["a", "gone", "old"])
    );
    let map =
        |item: &mut Item| drop(item.to::<std::collections::BTreeMap<String, Option<String>>>());
    assert_eq!(reads(map), ReadSet::Everything);
}

#[test]
fn each_type_has_its_accessor() {
    let item = Item::new()
        .with("s", "text")
        .with("n", 7u128)
        .with("b", vec![1u8, 2])
        .with("bool", true)
        .with("l", vec![s("x")])
        .with("m", attributes([("k", n("1"))]))
        .with("ss", std::collections::BTreeSet::from(["a".to_owned()]))
        .with("ns", AttributeValue::Ns(vec!["1".into()]))
        .with("bs", AttributeValue::Bs(vec![Blob::new([9])]));
    assert_eq!(item.string("s"), Some("text"));
    assert_eq!(item.number("n"), Some("7"));
    assert_eq!(item.binary("b"), Some(&[1, 2][..]));
    assert_eq!(item.boolean("bool"), Some(true));
    assert_eq!(item.list("l"), Some(&[s("x")][..]));
    assert_eq!(item.map("m").map(Attributes::len), Some(1));
    assert_eq!(item.string_set("ss"), Some(&["a".to_owned()][..]));
    assert_eq!(item.number_set("ns"), Some(&["1".to_owned()][..]));
    assert_eq!(item.binary_set("bs"), Some(&[Blob::new([9])][..]));
    assert_eq!(item.string("n"), None);
    assert_eq!(item.number("s"), None);
}

#[test]
fn what_was_changed_is_what_is_seen_from_then_on() {
    let mut item = Item::from(attributes([("a", n("1")), ("b", s("x"))]));
    item.set("c", 3);
    item.remove("b");
    if let Some(AttributeValue::N(text)) = item.get_mut("a") {
        "2".clone_into(text);
    }
    assert_eq!(item.number("a"), Some("2"));
    assert!(!item.contains("b"));
    assert_eq!(item.take("c"), Some(n("3")));
    assert_eq!(item.take("c"), None);
    assert_eq!(item.get_mut("b"), None);
    assert_eq!(*item.attributes(), attributes([("a", n("2"))]));
    assert_eq!(item, Item::new().with("a", n("2.0")));
}

#[test]
fn only_what_differs_is_written_and_nothing_that_dynamodb_holds_to_be_equal() {
    let original = attributes([
        ("n", n("1")),
        ("set", strings(&["a", "b"])),
        ("text", s("x")),
        ("deep", map([("list", list([n("1.0")]))])),
    ]);
    let written = difference::<Item>(&original, |item| {
        item.set("n", n("1e0"));
        item.set("set", strings(&["b", "a"]));
        item.set("deep", map([("list", list([n("1")]))]));
        item.remove("absent");
        item.set("text", "y");
    });
    let mut expected = Difference::default();
    expected.set.insert("text".into(), s("y"));
    assert_eq!(written.unwrap(), expected);
}

#[test]
fn an_item_made_anew_is_the_whole_new_content_and_rests_on_everything() {
    let original = attributes([("id", s("1")), ("old", n("1")), ("same", n("2"))]);
    let (written, reads) = changed::<Item>(&original, |item| {
        *item = Item::new().with("id", "1").with("same", 2).with("new", 3);
    })
    .unwrap();
    assert_eq!(reads, ReadSet::Everything);
    assert_eq!(written.names().collect::<Vec<_>>(), ["new", "old"]);
    let now = applied(&original, written.clone());
    assert_eq!(
        now,
        attributes([("id", s("1")), ("same", n("2")), ("new", n("3"))])
    );
    written.leaves_key(["id"]).unwrap();
    let keyless = difference::<Item>(&original, |item| *item = Item::new()).unwrap();
    assert_eq!(
        keyless.leaves_key(["id"]).unwrap_err().to_string(),
        "the answer cannot be stored: attribute `id` is of the key and is not in the answer: keep it, or answer `Outcome::Delete`"
    );
}

#[test]
fn a_value_that_cannot_be_stored_is_a_fault_of_the_answer() {
    let original = attributes([("id", s("1"))]);
    let fault = difference::<Item>(&original, |item| item.set("n", n("secret")));
    assert_eq!(
        fault.unwrap_err().to_string(),
        "the answer cannot be stored: attribute `n` has a number (N) whose text is no number"
    );
}

#[test]
fn debug_shows_names_and_types_and_no_value() {
    let item = Item::new().with("mail", "secret").with("age", 41);
    assert_eq!(format!("{item:?}"), r#"Item {"age": N, "mail": S}"#);
    let original = attributes([("gone", s("secret"))]);
    let written = difference::<Item>(&original, |value| *value = item.clone()).unwrap();
    assert_eq!(
        format!("{written:?}"),
        r#"set {"age": N, "mail": S}, remove {"gone"}"#
    );
}

#[test]
fn an_item_can_cross_threads_and_reading_copies_nothing() {
    fn crosses<T: Send + Sync>(_: &T) {}
    let item = Item::from(attributes([("a", s("x"))]));
    crosses(&item);
    assert!(matches!(item.attributes(), std::borrow::Cow::Borrowed(_)));
}

#[test]
fn one_attribute_is_read_and_written_as_a_type() {
    let mut item = Item::new().with("tags", strings(&["a"])).with("none", NULL);
    assert_eq!(item.value::<Vec<String>>("tags").unwrap().unwrap(), ["a"]);
    assert_eq!(item.value::<u8>("none").unwrap(), None);
    assert_eq!(
        item.value::<u8>("tags").unwrap_err().to_string(),
        "the item does not fit: attribute `tags` has type SS, expected u8"
    );
    item.set_from("pair", &(1u8, "x")).unwrap();
    assert_eq!(item.get("pair"), Some(&list([n("1"), s("x")])));
    item.set_from("pair", &None::<u8>).unwrap();
    assert!(!item.contains("pair"));
    let fault = item.set_from("bad", &f64::NAN).unwrap_err().to_string();
    assert!(fault.contains("attribute `bad` has a float"), "{fault}");
}
