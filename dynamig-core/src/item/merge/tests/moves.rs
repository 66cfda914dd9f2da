use serde::{Deserialize, Serialize};

use crate::item::tests::{applied, attributes, difference, list, map, n, s, strings};

#[derive(Default, Serialize, Deserialize)]
struct Moving {
    old: Option<Inner>,
    new: Option<Inner>,
    wrapped: Option<Wrapped>,
    tags: Option<Vec<String>>,
    labels: Option<Vec<String>>,
    ratio: Option<f64>,
    share: Option<f64>,
    at: Option<String>,
}

#[derive(Clone, Serialize, Deserialize)]
struct Inner {
    a: i64,
}

#[derive(Serialize, Deserialize)]
struct Wrapped {
    inner: Option<Inner>,
}

#[test]
fn an_attribute_that_is_renamed_is_moved_with_all_that_it_holds() {
    let long = "0.12345678901234567890123456789";
    let inner = || map([("a", n("1")), ("hidden", s("x"))]);
    let original = attributes([
        ("old", inner()),
        ("tags", strings(&["t"])),
        ("ratio", n(long)),
    ]);
    let written = difference::<Moving>(&original, |value| {
        value.new = value.old.take();
        value.labels = value.tags.take();
        value.share = value.ratio.take();
    });
    let expected = attributes([
        ("new", inner()),
        ("labels", strings(&["t"])),
        ("share", n(long)),
    ]);
    assert_eq!(applied(&original, written.unwrap()), expected);
}

#[test]
fn a_value_that_moves_and_changes_must_have_been_read_whole() {
    let change = |value: &mut Moving| {
        value.new = value.old.take().map(|inner| Inner { a: inner.a + 1 });
    };
    let original = attributes([("old", map([("a", n("1"))]))]);
    let written = difference(&original, change).unwrap();
    assert_eq!(
        applied(&original, written),
        attributes([("new", map([("a", n("2"))]))])
    );
    let hidden = attributes([("old", map([("a", n("1")), ("hidden", s("x"))]))]);
    let fault = difference(&hidden, change).unwrap_err().to_string();
    assert!(
        fault.contains("attribute `old.hidden` is not in the type and would be lost"),
        "{fault}"
    );
}

#[test]
fn a_value_that_moves_into_another_must_have_been_read_whole() {
    let hidden = || map([("a", n("1")), ("hidden", s("x"))]);
    let wrap = |value: &mut Moving| {
        value.wrapped = Some(Wrapped {
            inner: value.old.take(),
        });
    };
    difference(&attributes([("old", hidden())]), wrap).unwrap_err();
    let there = attributes([("old", hidden()), ("wrapped", map([("other", n("1"))]))]);
    difference(&there, wrap).unwrap_err();
    let over = attributes([("old", hidden()), ("new", map([("a", n("2"))]))]);
    difference::<Moving>(&over, |value| value.new = value.old.take()).unwrap_err();
    let out = attributes([("wrapped", map([("inner", hidden())]))]);
    let fault = difference::<Moving>(&out, |value| {
        value.new = value
            .wrapped
            .as_mut()
            .and_then(|wrapped| wrapped.inner.take());
    })
    .unwrap_err()
    .to_string();
    assert!(
        fault.contains("attribute `wrapped.inner.hidden` is not"),
        "{fault}"
    );
}

#[test]
fn a_value_may_go_beside_new_ones_of_other_types() {
    let hidden = map([("a", n("1")), ("hidden", s("x"))]);
    let original = attributes([("old", hidden), ("wrapped", map([]))]);
    let written = difference::<Moving>(&original, |value| {
        value.old = None;
        value.at = Some("now".into());
    });
    assert_eq!(
        applied(&original, written.unwrap()),
        attributes([("wrapped", map([])), ("at", s("now"))])
    );
}

#[test]
fn which_of_two_alike_was_moved_is_not_guessed() {
    #[derive(Serialize, Deserialize)]
    struct Three {
        one: Option<Inner>,
        two: Option<Inner>,
        three: Option<Inner>,
    }
    let with = |hidden| map([("a", n("1")), ("hidden", s(hidden))]);
    let change = |value: &mut Three| {
        value.three = value.one.take();
        value.two = None;
    };
    let differ = attributes([("one", with("x")), ("two", with("y"))]);
    difference(&differ, change).unwrap_err();
    let alike = attributes([("one", with("x")), ("two", with("x"))]);
    let written = difference(&alike, change).unwrap();
    assert_eq!(applied(&alike, written), attributes([("three", with("x"))]));
}

#[test]
fn an_element_that_moves_out_of_its_list_must_have_been_read_whole() {
    #[derive(Serialize, Deserialize)]
    struct Lists {
        from: Vec<Inner>,
        to: Vec<Inner>,
    }
    let hidden = map([("a", n("1")), ("hidden", s("x"))]);
    let original = attributes([("from", list([hidden])), ("to", list([]))]);
    let fault = difference::<Lists>(&original, |lists| lists.to.append(&mut lists.from));
    assert!(
        fault
            .unwrap_err()
            .to_string()
            .contains("attribute `from[0].hidden`")
    );
}
