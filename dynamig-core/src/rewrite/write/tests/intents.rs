use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;

use super::super::compared::Was;
use super::super::intent::{Intent, IntentKind, Terms, intend};
use super::super::size::{self, LARGEST_ITEM};
use super::super::target::Target;
use super::super::unwritable::Unwritable;
use crate::item::{Attributes, Difference, ReadSet, Verdict};
use crate::migration::Compare;

fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

fn n(text: &str) -> AttributeValue {
    AttributeValue::N(text.to_owned())
}

fn target() -> Target {
    Target {
        table: "t".into(),
        partition: "pk".into(),
        sort: Some("sk".into()),
        indexes: Vec::new(),
    }
}

fn scanned() -> Arc<Attributes> {
    let pairs = [("pk", s("p")), ("sk", n("1")), ("a", s("A")), ("n", n("1"))];
    Arc::new(pairs.map(|(name, value)| (name.to_owned(), value)).into())
}

fn reads(names: &[&str]) -> ReadSet {
    ReadSet::Attributes(names.iter().map(|&name| name.to_owned()).collect())
}

fn update(set: &[(&str, AttributeValue)], remove: &[&str]) -> Verdict {
    Verdict::Update(Difference {
        set: set
            .iter()
            .map(|(name, v)| ((*name).to_owned(), v.clone()))
            .collect(),
        remove: remove.iter().map(|&name| name.to_owned()).collect(),
    })
}

fn terms(compare: Compare) -> Terms {
    Terms {
        compare,
        marker: None,
    }
}

fn intended(verdict: Verdict, reads: ReadSet, terms: &Terms) -> Intent {
    intend(&scanned(), verdict, reads, &target(), terms)
        .unwrap()
        .expect("something to write")
}

fn conditioned(intent: &Intent) -> Vec<(&str, Was)> {
    let conditions = intent.conditions.iter();
    conditions.map(|c| (c.name.as_str(), c.was)).collect()
}

#[test]
fn an_update_rests_on_what_was_read_and_what_changes_but_never_on_the_key() {
    let verdict = || update(&[("b", s("x"))], &["n"]);
    let intent = intended(
        verdict(),
        reads(&["a", "gone", "pk"]),
        &terms(Compare::Read),
    );
    let expected = [
        ("a", Was::There),
        ("b", Was::Absent),
        ("gone", Was::Absent),
        ("n", Was::There),
    ];
    assert_eq!(conditioned(&intent), expected);
    let intent = intended(verdict(), reads(&["a"]), &terms(Compare::Changed));
    assert_eq!(
        conditioned(&intent),
        [("b", Was::Absent), ("n", Was::There)]
    );
    let intent = intended(verdict(), ReadSet::Everything, &terms(Compare::Read));
    let expected = [("a", Was::There), ("b", Was::Absent), ("n", Was::There)];
    assert_eq!(conditioned(&intent), expected);
    let intent = intended(verdict(), ReadSet::Everything, &terms(Compare::Nothing));
    assert_eq!(conditioned(&intent), []);
}

#[test]
fn a_delete_rests_on_what_was_read_unless_nothing_is_compared() {
    for (compare, expected) in [
        (Compare::Read, &[("a", Was::There)][..]),
        (Compare::Changed, &[("a", Was::There)]),
        (Compare::Nothing, &[]),
    ] {
        let intent = intended(Verdict::Delete, reads(&["a"]), &terms(compare));
        assert_eq!(conditioned(&intent), expected);
        assert_eq!(intent.bytes.after, 0);
    }
}

#[test]
fn a_marker_is_set_with_the_change_under_its_absence() {
    let marked = Terms {
        compare: Compare::Nothing,
        marker: Some("done".into()),
    };
    let intent = intended(update(&[("b", s("x"))], &[]), reads(&[]), &marked);
    assert_eq!(conditioned(&intent), [("done", Was::Absent)]);
    let IntentKind::Update(difference) = &intent.kind else {
        panic!("{intent:?}");
    };
    assert_eq!(difference.set["done"], AttributeValue::Bool(true));
    let intent = intended(Verdict::Delete, reads(&[]), &marked);
    assert_eq!(conditioned(&intent), [("done", Was::Absent)]);

    let mut done = (*scanned()).clone();
    done.insert("done".into(), AttributeValue::Bool(true));
    assert!(marked.is_done(&done));
    let again = intend(
        &Arc::new(done),
        Verdict::Delete,
        reads(&[]),
        &target(),
        &marked,
    );
    assert!(again.unwrap().is_none());
}

#[test]
fn what_does_not_change_is_not_written() {
    for verdict in [
        Verdict::Keep,
        update(&[("a", s("A")), ("n", n("1.0"))], &["gone"]),
        update(&[("sk", n("1e0"))], &[]),
    ] {
        let marked = Terms {
            compare: Compare::Read,
            marker: Some("done".into()),
        };
        let intent = intend(&scanned(), verdict, reads(&["a"]), &target(), &marked);
        assert!(intent.unwrap().is_none());
    }
    let intent = intended(
        update(&[("a", s("A")), ("n", n("2"))], &[]),
        reads(&[]),
        &terms(Compare::Read),
    );
    assert_eq!(conditioned(&intent), [("n", Was::There)]);
}

#[test]
fn too_many_attributes_to_compare_are_told_with_what_to_say_instead() {
    let many: BTreeSet<String> = (0..141).map(|i| format!("r{i}")).collect();
    let tried = |verdict, reads, compare| {
        intend(&scanned(), verdict, reads, &target(), &terms(compare)).map(drop)
    };
    let all = || ReadSet::Attributes(many.clone());
    let change = || update(&[("r0", s("x"))], &[]);
    assert_eq!(
        tried(change(), all(), Compare::Read),
        Err(Unwritable::TooManyRead(141))
    );
    assert_eq!(tried(change(), all(), Compare::Changed), Ok(()));
    assert_eq!(
        tried(Verdict::Delete, all(), Compare::Changed),
        Err(Unwritable::TooManyForDelete(141))
    );
    assert_eq!(tried(Verdict::Delete, all(), Compare::Nothing), Ok(()));
    let set: BTreeMap<_, _> = many.iter().map(|name| (name.clone(), s("x"))).collect();
    let all_change = || {
        Verdict::Update(Difference {
            set: set.clone(),
            ..Difference::default()
        })
    };
    for compare in [Compare::Read, Compare::Changed] {
        let refused = tried(all_change(), reads(&[]), compare);
        assert_eq!(refused, Err(Unwritable::TooManyCompared(141)));
    }
    let marked = Terms {
        compare: Compare::Changed,
        marker: Some("done".into()),
    };
    let refused = intend(&scanned(), all_change(), reads(&[]), &target(), &marked);
    assert_eq!(refused.map(drop), Err(Unwritable::TooManyCompared(141)));
    assert_eq!(tried(all_change(), reads(&[]), Compare::Nothing), Ok(()));
}

#[test]
fn an_item_that_would_be_too_large_is_told_before_it_is_sent() {
    let size = size::item(&scanned());
    let room = LARGEST_ITEM - size - "b".len();
    let set = |bytes| update(&[("b", s(&"x".repeat(bytes)))], &[]);
    let intent = intended(set(room), reads(&[]), &terms(Compare::Read));
    assert_eq!(intent.bytes.before, size);
    assert_eq!(intent.bytes.after, LARGEST_ITEM);
    let refused = intend(
        &scanned(),
        set(room + 1),
        reads(&[]),
        &target(),
        &terms(Compare::Read),
    );
    assert_eq!(
        refused.map(drop),
        Err(Unwritable::TooLarge(LARGEST_ITEM + 1))
    );
}

#[test]
fn a_key_that_changes_moves_the_item_and_rests_on_all_of_it() {
    for compare in [Compare::Read, Compare::Changed] {
        let intent = intended(
            update(&[("sk", n("2"))], &["a"]),
            reads(&[]),
            &terms(compare),
        );
        let IntentKind::Move(moved) = &intent.kind else {
            panic!("{intent:?}");
        };
        assert_eq!(moved.put["sk"], n("2"));
        assert_eq!(moved.put["pk"], s("p"));
        assert!(!moved.put.contains_key("a"));
        assert_eq!(conditioned(&intent), [("a", Was::There), ("n", Was::There)]);
    }
    let refused = |verdict| {
        let terms = terms(Compare::Read);
        intend(&scanned(), verdict, reads(&[]), &target(), &terms).map(drop)
    };
    let removed = Err(Unwritable::KeyRemoved("sk".into()));
    assert_eq!(refused(update(&[], &["sk"])), removed);
    let typed = Unwritable::KeyType {
        name: "sk".into(),
        was: "N",
        becomes: "S",
    };
    assert_eq!(refused(update(&[("sk", s("2"))], &[])), Err(typed));
}
