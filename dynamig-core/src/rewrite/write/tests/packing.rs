use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;
use proptest::prelude::*;

use super::super::intent::{Intent, Terms, intend};
use super::super::pack::{MOST_BYTES, Packed, Packer, Packing, Pushed, Stated};
use super::super::target::Target;
use super::super::unwritable::Unwritable;
use super::super::weight;
use crate::item::{Attributes, Difference, ReadSet, Verdict};
use crate::migration::Compare;

fn target() -> Arc<Target> {
    Arc::new(Target {
        table: "t".into(),
        partition: "pk".into(),
        sort: None,
        indexes: Vec::new(),
    })
}

fn s(text: impl Into<String>) -> AttributeValue {
    AttributeValue::S(text.into())
}

fn update(key: &str, set: impl IntoIterator<Item = (String, AttributeValue)>) -> Intent {
    let scanned = Arc::new(Attributes::from([("pk".to_owned(), s(key))]));
    let difference = Difference {
        set: set.into_iter().collect(),
        ..Difference::default()
    };
    let terms = Terms {
        compare: Compare::Nothing,
        marker: None,
    };
    intend(
        &scanned,
        Verdict::Update(difference),
        ReadSet::default(),
        &target(),
        &terms,
    )
    .unwrap()
    .unwrap()
}

fn one(name: impl Into<String>) -> [(String, AttributeValue); 1] {
    [(name.into(), s("x"))]
}

fn keys(packed: &Packed<Intent>) -> Vec<String> {
    let key = |intent: &Intent| intent.scanned["pk"].as_s().unwrap().clone();
    packed.writes().map(key).collect()
}

#[test]
fn a_batch_is_full_at_25_statements() {
    let mut packer = Packer::new(target(), Packing::Batches);
    for i in 0..24 {
        assert!(matches!(
            packer.push(update(&i.to_string(), one("a"))),
            Pushed::Kept
        ));
    }
    let Pushed::Ready(packed) = packer.push(update("24", one("a"))) else {
        panic!("the 25th fills it");
    };
    assert_eq!(keys(&packed).len(), 25);
    assert!(packer.flush().is_none());
    let Packed::Batch(statements) = &packed else {
        panic!("{packed:?}");
    };
    let first = &statements[0].form;
    assert!(
        statements.iter().all(|s| Arc::ptr_eq(&s.form, first)),
        "one text for all"
    );
}

#[test]
fn one_item_is_never_twice_in_a_batch() {
    let mut packer = Packer::new(target(), Packing::Batches);
    assert!(matches!(packer.push(update("1", one("a"))), Pushed::Kept));
    assert!(matches!(packer.push(update("2", one("a"))), Pushed::Kept));
    let Pushed::Ready(packed) = packer.push(update("1", one("b"))) else {
        panic!("the same item waits for the next batch");
    };
    assert_eq!(keys(&packed), ["1", "2"]);
    assert_eq!(keys(&packer.flush().unwrap()), ["1"]);
}

#[test]
fn a_run_begins_with_one_statement_and_goes_on_without_any_where_they_are_denied() {
    let mut packer = Packer::new(target(), Packing::BatchesOfOne);
    let pushed = packer.push(update("1", one("a")));
    assert!(matches!(pushed, Pushed::Ready(Packed::Batch(batch)) if batch.len() == 1));
    packer.set_packing(Packing::Singles);
    let pushed = packer.push(update("1", one("a")));
    assert!(matches!(pushed, Pushed::Ready(Packed::Single(_))));
}

#[test]
fn what_is_no_statement_goes_out_alone_and_what_fits_nowhere_is_told() {
    let mut packer = Packer::new(target(), Packing::Batches);
    assert!(matches!(packer.push(update("1", one("a"))), Pushed::Kept));
    for name in ["long".repeat(2048), "line\nbreak".to_owned()] {
        let pushed = packer.push(update("2", one(name)));
        assert!(
            matches!(pushed, Pushed::Ready(Packed::Single(_))),
            "{pushed:?}"
        );
    }
    let pushed = packer.push(update("2", one("pk")));
    assert!(
        matches!(pushed, Pushed::Ready(Packed::Transaction(_))),
        "{pushed:?}"
    );
    let many = |count| (0..count).map(|i| (format!("attribute number {i}"), s("x")));
    let pushed = packer.push(update("2", many(350)));
    assert!(
        matches!(pushed, Pushed::Ready(Packed::Single(_))),
        "{pushed:?}"
    );
    let pushed = packer.push(update("2", many(600)));
    let Pushed::Unwritable(_, unwritable) = pushed else {
        panic!("{pushed:?}");
    };
    assert_eq!(unwritable, Unwritable::TooManyChanged(600));
    assert_eq!(keys(&packer.flush().unwrap()), ["1"], "the others wait on");
}

#[test]
fn a_batch_is_full_before_its_request_is_too_large() {
    // Escaped, this is six times its size: 2.4 MB of each 400 KB.
    let large = |key: usize| {
        let value = "\u{1}".repeat(400_000);
        update(&key.to_string(), [("a".to_owned(), s(value))])
    };
    let mut packer = Packer::new(target(), Packing::Batches);
    let ready = (0..).find_map(|key| match packer.push(large(key)) {
        Pushed::Ready(packed) => Some(keys(&packed).len()),
        _ => None,
    });
    assert_eq!(ready, Some(6));
    assert_eq!(keys(&packer.flush().unwrap()), ["6"]);
}

fn writes() -> impl Strategy<Value = Vec<(u8, String, usize)>> {
    let size = prop_oneof![9 => 0..50_usize, 1 => 50_000..300_000_usize];
    proptest::collection::vec((0..40_u8, "\\PC{1,40}", size), 0..120)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_write_is_in_one_request_and_no_request_is_over_a_limit(writes in writes()) {
        let mut packer = Packer::new(target(), Packing::Batches);
        let mut requests = Vec::new();
        for (i, (key, name, size)) in writes.iter().enumerate() {
            let value = s("\"".repeat(*size));
            let set = [(name.clone(), value), ("i".to_owned(), s(i.to_string()))];
            match packer.push(update(&key.to_string(), set)) {
                Pushed::Ready(packed) => requests.push(packed),
                Pushed::Kept => {}
                pushed => prop_assert!(false, "{:?}", pushed),
            }
        }
        requests.extend(packer.flush());
        let mut seen = 0;
        for request in requests {
            seen += request.writes().count();
            let Packed::Batch(statements) = &request else {
                continue;
            };
            let mut bytes = 0;
            for Stated { write, form } in statements {
                let text = form.text.as_ref().expect("a text");
                prop_assert!(text.text.chars().count() <= 8192 && text.operators <= 300);
                bytes += weight::of_statement(write, form, &target());
            }
            prop_assert!(statements.len() <= 25 && bytes <= MOST_BYTES);
            let mut keys = keys(&request);
            keys.sort();
            keys.dedup();
            prop_assert_eq!(keys.len(), statements.len());
        }
        prop_assert_eq!(seen, writes.len());
    }
}
