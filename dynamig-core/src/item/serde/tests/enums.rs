use serde::{Deserialize, Serialize};

use super::{fault, round_trip};
use crate::item::tests::{NULL, list, map, n, s};

macro_rules! shape {
    ($name:ident $(#[$representation:meta])*) => {
        #[derive(Debug, PartialEq, Serialize, Deserialize)]
        $(#[$representation])*
        enum $name {
            Unit,
            Named { x: i64, note: Option<String> },
            New(Inner),
        }
    };
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Inner {
    y: u64,
}

shape!(External);
shape!(Internal #[serde(tag = "kind")]);
shape!(Adjacent #[serde(tag = "kind", content = "of")]);

#[test]
fn externally_tagged() {
    assert_eq!(round_trip(External::Unit), s("Unit"));
    let named = External::Named { x: -1, note: None };
    assert_eq!(round_trip(named), map([("Named", map([("x", n("-1"))]))]));
    let new = External::New(Inner { y: u64::MAX });
    let expected = map([("New", map([("y", n("18446744073709551615"))]))]);
    assert_eq!(round_trip(new), expected);
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    enum More {
        Tuple(u8, Option<u8>),
        Maybe(Option<u8>),
    }
    assert_eq!(
        round_trip(More::Tuple(1, None)),
        map([("Tuple", list([n("1"), NULL]))])
    );
    assert_eq!(round_trip(More::Maybe(None)), map([("Maybe", NULL)]));
}

#[test]
fn internally_tagged() {
    assert_eq!(round_trip(Internal::Unit), map([("kind", s("Unit"))]));
    let named = Internal::Named {
        x: i64::MIN,
        note: Some("n".into()),
    };
    let expected = map([
        ("kind", s("Named")),
        ("x", n(&i64::MIN.to_string())),
        ("note", s("n")),
    ]);
    assert_eq!(round_trip(named), expected);
    let new = Internal::New(Inner { y: 5 });
    assert_eq!(round_trip(new), map([("kind", s("New")), ("y", n("5"))]));
}

#[test]
fn adjacently_tagged() {
    assert_eq!(round_trip(Adjacent::Unit), map([("kind", s("Unit"))]));
    let named = Adjacent::Named { x: 1, note: None };
    let expected = map([("kind", s("Named")), ("of", map([("x", n("1"))]))]);
    assert_eq!(round_trip(named), expected);
}

#[test]
fn untagged() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(untagged)]
    enum Untagged {
        Number(u64),
        Float(f64),
        Text(String),
        Flag(bool),
        List(Vec<Untagged>),
        Inner(Inner),
        Nothing,
    }
    assert_eq!(
        round_trip(Untagged::Number(u64::MAX)),
        n("18446744073709551615")
    );
    assert_eq!(round_trip(Untagged::Float(0.1)), n("0.1"));
    assert_eq!(round_trip(Untagged::Float(-1e-100)), n("-1e-100"));
    assert_eq!(round_trip(Untagged::Text("1".into())), s("1"));
    assert_eq!(round_trip(Untagged::Nothing), NULL);
    let all = Untagged::List(vec![Untagged::Flag(true), Untagged::Inner(Inner { y: 1 })]);
    round_trip(all);
    // Serde's own buffer has no integers beyond 64 bits, and no float has these digits.
    for text in ["18446744073709551616", "0.12345678901234567890"] {
        let fault = fault::<Untagged>(&n(text));
        assert!(
            fault.starts_with("attribute `x` has a value of type N")
                || fault.starts_with("attribute `x` has type N"),
            "{fault}"
        );
        assert!(!fault.contains(text), "{fault}");
    }
    let fault = fault::<Untagged>(&map([("secret", s("secret"))]));
    assert_eq!(
        fault,
        "attribute `x` does not fit: data did not match any variant of untagged enum Untagged"
    );
}

#[test]
fn what_is_no_variant_is_a_fault_without_its_text() {
    assert_eq!(
        fault::<External>(&s("secret")),
        "attribute `x` names no variant of its enum, which has `Unit`, `Named`, `New`"
    );
    let two = map([("Unit", NULL), ("New", NULL)]);
    assert!(fault::<External>(&two).contains("is no variant of an enum"));
    assert_eq!(
        fault::<External>(&map([("New", map([("y", s("secret"))]))])),
        "attribute `x.New.y` has type S, expected u64"
    );
    assert!(!fault::<Internal>(&map([("kind", s("secret"))])).contains("secret"));
}
