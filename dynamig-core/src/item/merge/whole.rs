use aws_sdk_dynamodb::types::AttributeValue;

use crate::item::equal::same;
use crate::item::kind::kind;
use crate::item::number::same_number;
use crate::item::serde::Fault;

/// Whether a type read the original whole: it writes it, unchanged, with all that it holds.
///
/// NULL holds nothing, so a type may leave it out. A text may be written otherwise, as dates are: it was one value, and is
/// replaced as one.
pub(super) fn whole(original: &AttributeValue, was: &AttributeValue) -> Result<(), Fault> {
    use AttributeValue::{L, M, N, Null, S};
    match (original, was) {
        (Null(_), _) | (S(_), S(_)) => Ok(()),
        (N(original), N(was)) if !same_number(original, was) => Err(Fault::new(
            "has a number (N) of which the type loses digits: use an integer, or take `Item`",
        )),
        (L(original), L(was)) => whole_elements(original, was),
        (M(original), M(was)) => {
            for (name, original) in original {
                match (original, was.get(name)) {
                    (Null(_), None) => Ok(()),
                    (original, Some(was)) => whole(original, was),
                    (_, None) => Err(Fault::new(
                        "is not in the type and would be lost: add it to the type, or take `Item`",
                    )),
                }
                .map_err(|fault| fault.within(name))?;
            }
            Ok(())
        }
        (original, was) if kind(original) != kind(was) => Err(other_kind(original, was)),
        (original, was) if same(original, was) => Ok(()),
        (original, _) => Err(Fault::new(format!(
            "has a value of type {} that the type does not write as it was: take `Item`",
            kind(original)
        ))),
    }
}

pub(super) fn whole_elements(
    original: &[AttributeValue],
    was: &[AttributeValue],
) -> Result<(), Fault> {
    if original.len() != was.len() {
        return Err(Fault::new(format!(
            "is a list of {} elements, of which the type writes {}: take `Item`",
            original.len(),
            was.len()
        )));
    }
    for (index, (original, was)) in original.iter().zip(was).enumerate() {
        whole(original, was).map_err(|fault| fault.at(index))?;
    }
    Ok(())
}

/// Whether a value may be replaced of which the type wrote nothing: as it does with a default that it skips.
pub(super) fn unseen(original: &AttributeValue, value: &AttributeValue) -> Result<(), Fault> {
    use AttributeValue::{L, M};
    if kind(original) != kind(value) {
        return Err(other_kind(original, value));
    }
    let holds = match original {
        L(elements) => !elements.is_empty(),
        M(members) => !members.is_empty(),
        AttributeValue::Ss(_) | AttributeValue::Ns(_) | AttributeValue::Bs(_) => true,
        _ => false,
    };
    if holds {
        return Err(Fault::new(format!(
            "has type {} and content that the type did not read: take `Item` to replace it",
            kind(original)
        )));
    }
    Ok(())
}

fn other_kind(original: &AttributeValue, value: &AttributeValue) -> Fault {
    let (from, to) = (kind(original), kind(value));
    let next = match from {
        "SS" => "mark the field `#[serde(with = \"dynamig::item::string_set\")]`",
        "NS" => "mark the field `#[serde(with = \"dynamig::item::number_set\")]`",
        "BS" => "mark the field `#[serde(with = \"dynamig::item::binary_set\")]`",
        "B" => "mark the field `#[serde(with = \"dynamig::item::binary\")]`",
        _ => "read it as an enum of both, or take `Item`",
    };
    Fault::new(format!(
        "has type {from}, and the type would write {to}: {next}"
    ))
}
