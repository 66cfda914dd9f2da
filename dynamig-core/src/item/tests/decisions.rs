use std::sync::Arc;

use super::{attributes, n, s};
use crate::item::{Decision, ItemFault, ReadSet, Shape, Verdict};
use crate::{BoxError, Item, Outcome, Write};

fn decided(answer: impl FnOnce(Item) -> Outcome<Item>) -> Result<Decision, ItemFault> {
    let original = Arc::new(attributes([("id", s("1")), ("a", n("1"))]));
    let (item, before) = Item::read(original).unwrap();
    Decision::of(answer(item), &before)
}

#[test]
fn an_update_that_changes_nothing_keeps_the_item() {
    let decision = decided(|item| Outcome::Update(item.with("a", 1))).unwrap();
    assert_eq!(decision.verdict, Verdict::Keep);
}

#[test]
fn a_deletion_rests_on_what_was_looked_at() {
    let decision = decided(|item| match item.number("a") {
        Some("1") => Outcome::Delete,
        _ => Outcome::Keep,
    })
    .unwrap();
    assert_eq!(decision.verdict, Verdict::Delete);
    assert_eq!(decision.reads, ReadSet::Attributes(["a".to_owned()].into()));
}

#[test]
fn an_item_made_anew_rests_on_everything() {
    let decision = decided(|_| Outcome::Update(Item::new().with("id", "1"))).unwrap();
    assert_eq!(decision.reads, ReadSet::Everything);
    assert!(matches!(decision.verdict, Verdict::Update(_)));
}

#[test]
fn writes_besides_keep_their_order_and_those_of_nothing_are_left_out() {
    let key = || Item::new().with("id", "1");
    let decision = decided(|_| {
        Outcome::Keep
            .also(Write::delete("a", key()))
            .also(Write::update("b", key()))
            .also(Write::put("c", key()))
    })
    .unwrap();
    let tables: Vec<&str> = decision
        .also
        .iter()
        .map(|write| write.table.as_str())
        .collect();
    assert_eq!(tables, ["a", "c"]);
}

#[test]
fn a_bad_write_besides_is_a_fault_of_the_item() {
    let bad = decided(|_| Outcome::Keep.also(Write::delete("a", Item::new())));
    assert!(matches!(bad, Err(ItemFault::Answer(_))));
}

#[test]
fn a_fault_that_a_function_only_passed_on_stays_what_it_is() {
    let shape = Item::new().with("a", "x").value::<u8>("a").unwrap_err();
    assert!(matches!(
        ItemFault::from(BoxError::from(shape)),
        ItemFault::Shape(_)
    ));
    assert!(matches!(
        ItemFault::from(BoxError::from("own")),
        ItemFault::Function(_)
    ));
}
