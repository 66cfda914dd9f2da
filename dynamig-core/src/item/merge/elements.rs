use aws_sdk_dynamodb::types::AttributeValue;

use super::lost::Lost;
use super::value::merge;
use super::whole::{whole, whole_elements};
use crate::item::equal::same;
use crate::item::serde::Fault;

/// A list that changed: elements that are as they were keep what the type does not have, and those that are not must have
/// been read whole, as nobody knows which element became which.
pub(super) fn merge_elements(
    original: &[AttributeValue],
    was: &[AttributeValue],
    value: Vec<AttributeValue>,
    lost: &mut Lost,
) -> Result<Vec<AttributeValue>, Fault> {
    if original.len() != was.len() {
        whole_elements(original, was)?;
    }
    if was.len() == value.len() {
        in_place(original, was, value, lost)
    } else {
        between(original, was, value, lost)
    }
}

fn in_place(
    original: &[AttributeValue],
    was: &[AttributeValue],
    value: Vec<AttributeValue>,
    lost: &mut Lost,
) -> Result<Vec<AttributeValue>, Fault> {
    lost.new_kind("L");
    let places = original.iter().zip(was).zip(value).enumerate();
    places
        .map(|(index, ((original, was), value))| {
            if same(was, &value) {
                return Ok(original.clone());
            }
            lost.new_value(&value);
            // Merged although it was read whole: a NULL that the type reads as absent stays.
            whole(original, was)
                .and_then(|()| merge(Some(original), Some(was), value, lost))
                .map_err(|fault| fault.at(index))
        })
        .collect()
}

/// Elements were added or removed: what comes before and after them is as it was.
fn between(
    original: &[AttributeValue],
    was: &[AttributeValue],
    value: Vec<AttributeValue>,
    lost: &mut Lost,
) -> Result<Vec<AttributeValue>, Fault> {
    let start = alike(was.iter().zip(&value));
    let most_end = alike(was.iter().rev().zip(value.iter().rev()));
    let end = most_end.min(was.len().min(value.len()) - start);
    let gone = start..was.len() - end;
    let kept = |from: usize, until: usize| original[..from].iter().chain(&original[until..]);
    if start + end == value.len() {
        // The same, with those removed that are the first of their kind.
        let other_start = value.len() - most_end.min(value.len());
        let mut other = kept(other_start, other_start + gone.len());
        let result: Vec<AttributeValue> = kept(gone.start, gone.end).cloned().collect();
        if !result
            .iter()
            .all(|one| other.next().is_some_and(|other| same(one, other)))
        {
            return Err(Fault::new(INDISTINCT));
        }
        for index in gone {
            if let Err(fault) = whole(&original[index], &was[index]) {
                lost.removed(&was[index], fault.at(index));
            }
        }
        return Ok(result);
    }
    for index in gone.clone() {
        whole(&original[index], &was[index]).map_err(|fault| fault.at(index))?;
    }
    lost.new_kind("L");
    let new = start..value.len() - end;
    let new: Vec<AttributeValue> = value.into_iter().take(new.end).skip(new.start).collect();
    new.iter().for_each(|value| lost.new_value(value));
    Ok([&original[..start], &new, &original[gone.end..]].concat())
}

const INDISTINCT: &str = "lost one of several elements that differ only in what the type does not have: add that to the type, or take `Item`";

/// How many pairs are the same, from the first on.
fn alike<'a>(pairs: impl Iterator<Item = (&'a AttributeValue, &'a AttributeValue)>) -> usize {
    pairs.take_while(|(one, other)| same(one, other)).count()
}
