use aws_sdk_dynamodb::types::AttributeValue;

use super::lost::Lost;
use super::value::merge;
use super::whole::whole;
use crate::item::equal::same;
use crate::item::serde::Fault;
use crate::item::storable::storable;
use crate::item::{Attributes, Difference};

/// What is to be written of an item: what differs between the two writings of its type, in the item's own terms.
pub(in crate::item) fn difference(
    original: &Attributes,
    before: &Attributes,
    after: Attributes,
) -> Result<Difference, Fault> {
    let mut difference = Difference::default();
    let mut lost = Lost::default();
    let gone = gone(original, before, &after, &mut difference);
    let mut carried = vec![false; gone.len()];
    for (name, value) in after {
        let was = before.get(&name);
        if was.is_some_and(|was| same(was, &value)) {
            continue;
        }
        let original = original.get(&name);
        let is_new = was.is_none() && !original.is_some_and(has_content);
        let value = match is_new.then(|| carry(&gone, &value, &mut carried)).flatten() {
            Some(moved) => moved.clone(),
            None => lost
                .at_path(&name, |lost| merge(original, was, value, lost))
                .and_then(|value| storable(&value).map(|()| value))
                .map_err(|fault| fault.within(&name))?,
        };
        if !original.is_some_and(|original| same(original, &value)) {
            difference.set.insert(name, value);
        }
    }
    for (gone, carried) in gone.into_iter().zip(carried) {
        if !carried {
            lost.removed(gone.was, gone.fault);
        }
    }
    lost.check().map(|()| difference)
}

/// An attribute that goes, and that the type did not read whole.
struct Gone<'a> {
    original: &'a AttributeValue,
    was: &'a AttributeValue,
    fault: Fault,
}

/// Notes what goes, and gives what of it the type did not read whole.
fn gone<'a>(
    original: &'a Attributes,
    before: &'a Attributes,
    after: &Attributes,
    difference: &mut Difference,
) -> Vec<Gone<'a>> {
    let mut gone = Vec::new();
    for (name, was) in before {
        if after.contains_key(name) {
            continue;
        }
        let Some(original) = original.get(name) else {
            continue;
        };
        difference.remove.insert(name.clone());
        if let Err(fault) = whole(original, was) {
            gone.push(Gone {
                original,
                was,
                fault: fault.within(name),
            });
        }
    }
    gone
}

/// The original of a value that got a new name, with all that the type does not have.
fn carry<'a>(
    gone: &[Gone<'a>],
    value: &AttributeValue,
    carried: &mut [bool],
) -> Option<&'a AttributeValue> {
    let mut found: Option<(usize, &'a AttributeValue)> = None;
    for (index, gone) in gone.iter().enumerate() {
        if !same(gone.was, value) {
            continue;
        }
        match found {
            // Two that the type cannot tell apart: which of them it is, nobody knows.
            Some((_, other)) if !same(other, gone.original) => return None,
            Some(_) => carried[index] = true,
            None => found = Some((index, gone.original)),
        }
    }
    let (index, original) = found?;
    carried[index] = true;
    Some(original)
}

fn has_content(value: &AttributeValue) -> bool {
    !matches!(value, AttributeValue::Null(_))
}
