//! What the engine makes of the same items.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use dynoxide::types as engine;
use proptest::prelude::*;

use super::any::item;
use crate::item::size;

fn of_engine(value: &AttributeValue) -> engine::AttributeValue {
    use engine::AttributeValue as E;
    match value {
        AttributeValue::S(text) => E::S(text.clone()),
        AttributeValue::N(text) => E::N(text.clone()),
        AttributeValue::B(bytes) => E::B(bytes.as_ref().to_vec()),
        AttributeValue::Bool(value) => E::BOOL(*value),
        AttributeValue::Ss(texts) => E::SS(texts.clone()),
        AttributeValue::Ns(texts) => E::NS(texts.clone()),
        AttributeValue::Bs(all) => E::BS(all.iter().map(|one| one.as_ref().to_vec()).collect()),
        AttributeValue::L(elements) => E::L(elements.iter().map(of_engine).collect()),
        AttributeValue::M(members) => E::M(all_of_engine(members).collect()),
        _ => E::NULL(true),
    }
}

fn all_of_engine(
    attributes: &HashMap<String, AttributeValue>,
) -> impl Iterator<Item = (String, engine::AttributeValue)> {
    attributes
        .iter()
        .map(|(name, value)| (name.clone(), of_engine(value)))
}

proptest! {
    #[test]
    fn an_item_has_the_size_that_the_engine_counts(item in item()) {
        let engines = all_of_engine(&item).collect();
        prop_assert_eq!(size(&item), engine::item_size(&engines));
    }
}
