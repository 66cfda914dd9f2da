use aws_sdk_dynamodb::types::AttributeValue;
use serde::{Deserialize, Serialize};

use crate::item::ItemFault;
use crate::item::tests::{NULL, applied, attributes, difference, list, map, n, s, strings};

#[derive(Clone, Serialize, Deserialize)]
struct Order {
    lines: Vec<Line>,
}

#[derive(Clone, Serialize, Deserialize)]
struct Line {
    price: i64,
    note: Option<String>,
}

fn full(price: &str, hidden: &str) -> AttributeValue {
    map([("price", n(price)), ("hidden", s(hidden))])
}

fn plain(price: &str) -> AttributeValue {
    map([("price", n(price))])
}

fn line(price: i64) -> Line {
    Line { price, note: None }
}

fn changed<const N: usize>(
    lines: [AttributeValue; N],
    change: impl FnOnce(&mut Vec<Line>),
) -> Result<AttributeValue, ItemFault> {
    let original = attributes([("lines", list(lines))]);
    difference::<Order>(&original, |order| change(&mut order.lines))
        .map(|written| applied(&original, written)["lines"].clone())
}

#[test]
fn elements_that_are_as_they_were_keep_what_the_type_does_not_have() {
    let two = || [full("1", "a"), full("2", "b")];
    let push = changed(two(), |lines| lines.push(line(3))).unwrap();
    assert_eq!(push, list([full("1", "a"), full("2", "b"), plain("3")]));
    let first = changed(two(), |lines| lines.insert(0, line(3))).unwrap();
    assert_eq!(first, list([plain("3"), full("1", "a"), full("2", "b")]));
    let between = changed(two(), |lines| lines.insert(1, line(3))).unwrap();
    assert_eq!(between, list([full("1", "a"), plain("3"), full("2", "b")]));
    let fewer = changed(two(), |lines| drop(lines.remove(0))).unwrap();
    assert_eq!(fewer, list([full("2", "b")]));
    let fewer = changed(two(), |lines| drop(lines.pop())).unwrap();
    assert_eq!(fewer, list([full("1", "a")]));
    let none = changed(two(), Vec::clear).unwrap();
    assert_eq!(none, list([]));
}

#[test]
fn an_element_that_changes_must_have_been_read_whole() {
    let fault = changed([plain("1"), full("2", "b")], |lines| lines[1].price = 3).unwrap_err();
    assert_eq!(
        fault.to_string(),
        "the answer cannot be stored: attribute `lines[1].hidden` is not in the type and would be lost: add it to the type, or take `Item`"
    );
    let one = changed([plain("1"), full("2", "b")], |lines| lines[0].price = 3).unwrap();
    assert_eq!(one, list([plain("3"), full("2", "b")]));
}

#[test]
fn an_element_that_changes_keeps_a_null_that_its_type_reads_as_absent() {
    let element = |price| map([("price", n(price)), ("note", NULL)]);
    let changed = changed([element("1")], |lines| lines[0].price = 2).unwrap();
    assert_eq!(changed, list([element("2")]));
}

#[test]
fn elements_that_change_places_must_have_been_read_whole() {
    let sorted = changed([plain("2"), plain("1")], |lines| lines.reverse()).unwrap();
    assert_eq!(sorted, list([plain("1"), plain("2")]));
    changed([full("2", "a"), plain("1")], |lines| lines.reverse()).unwrap_err();
}

#[test]
fn one_of_several_that_the_type_cannot_tell_apart_is_not_removed() {
    let fault = changed([full("1", "a"), full("1", "b")], |lines| drop(lines.pop())).unwrap_err();
    assert!(
        fault
            .to_string()
            .contains("attribute `lines` lost one of several elements"),
        "{fault}"
    );
    let alike = changed([full("1", "a"), full("1", "a")], |lines| drop(lines.pop())).unwrap();
    assert_eq!(alike, list([full("1", "a")]));
    let both = changed([full("1", "a"), full("1", "b")], Vec::clear).unwrap();
    assert_eq!(both, list([]));
}

#[test]
fn removing_some_and_adding_others_needs_those_between_to_be_whole() {
    let change = |lines: &mut Vec<Line>| {
        lines.remove(1);
        lines.extend([line(8), line(9)]);
    };
    let whole = changed([full("1", "a"), plain("2"), plain("3")], change).unwrap();
    assert_eq!(
        whole,
        list([full("1", "a"), plain("3"), plain("8"), plain("9")])
    );
    changed([full("1", "a"), full("2", "b"), plain("3")], change).unwrap_err();
}

#[test]
fn sets_within_lists_are_not_made_lists() {
    #[derive(Serialize, Deserialize)]
    struct Deep {
        all: Vec<Vec<String>>,
    }
    let original = attributes([("all", list([strings(&["a"]), list([s("b")])]))]);
    let fault = difference::<Deep>(&original, |deep| deep.all[0].push("c".into())).unwrap_err();
    assert!(
        fault.to_string().contains("attribute `all[0]` has type SS"),
        "{fault}"
    );
    let written = difference::<Deep>(&original, |deep| deep.all[1].push("c".into())).unwrap();
    assert_eq!(
        written.set["all"],
        list([strings(&["a"]), list([s("b"), s("c")])])
    );
}
