//! Values of attributes, exactly: numbers are the texts that they are.

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use super::bytes::{Rest, Torn, put_bytes, put_count, put_text};

/// A value is of a type that this release of the SDK has no name for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an attribute is of a type that this release does not know: use a newer one")]
pub(crate) struct UnknownType;

/// Adds a value.
pub(super) fn put_value(out: &mut Vec<u8>, value: &AttributeValue) -> Result<(), UnknownType> {
    match value {
        AttributeValue::S(text) => {
            out.push(b'S');
            put_text(out, text);
        }
        AttributeValue::N(text) => {
            out.push(b'N');
            put_text(out, text);
        }
        AttributeValue::B(bytes) => {
            out.push(b'B');
            put_bytes(out, bytes.as_ref());
        }
        AttributeValue::Bool(is) => out.extend([b'O', u8::from(*is)]),
        AttributeValue::Null(is) => out.extend([b'U', u8::from(*is)]),
        AttributeValue::Ss(all) => put_texts(out, b's', all),
        AttributeValue::Ns(all) => put_texts(out, b'n', all),
        AttributeValue::Bs(all) => {
            out.push(b'b');
            put_count(out, all.len());
            all.iter().for_each(|bytes| put_bytes(out, bytes.as_ref()));
        }
        AttributeValue::L(all) => {
            out.push(b'L');
            put_count(out, all.len());
            all.iter().try_for_each(|value| put_value(out, value))?;
        }
        AttributeValue::M(all) => {
            out.push(b'M');
            put_attributes(out, all)?;
        }
        _ => return Err(UnknownType),
    }
    Ok(())
}

/// Adds attributes: an item, a key, or what an update sets.
pub(super) fn put_attributes<'a>(
    out: &mut Vec<u8>,
    attributes: impl IntoIterator<Item = (&'a String, &'a AttributeValue), IntoIter: ExactSizeIterator>,
) -> Result<(), UnknownType> {
    let attributes = attributes.into_iter();
    put_count(out, attributes.len());
    for (name, value) in attributes {
        put_text(out, name);
        put_value(out, value)?;
    }
    Ok(())
}

fn put_texts(out: &mut Vec<u8>, kind: u8, all: &[String]) {
    out.push(kind);
    put_count(out, all.len());
    all.iter().for_each(|text| put_text(out, text));
}

/// Reads attributes.
pub(super) fn attributes<C: FromIterator<(String, AttributeValue)>>(
    rest: &mut Rest<'_>,
) -> Result<C, Torn> {
    rest.all(|rest| Ok((rest.text()?, value(rest)?)))
}

fn value(rest: &mut Rest<'_>) -> Result<AttributeValue, Torn> {
    let blob = |rest: &mut Rest<'_>| rest.bytes().map(Blob::new);
    Ok(match rest.byte()? {
        b'S' => AttributeValue::S(rest.text()?),
        b'N' => AttributeValue::N(rest.text()?),
        b'B' => AttributeValue::B(blob(rest)?),
        b'O' => AttributeValue::Bool(is(rest)?),
        b'U' => AttributeValue::Null(is(rest)?),
        b's' => AttributeValue::Ss(rest.all(Rest::text)?),
        b'n' => AttributeValue::Ns(rest.all(Rest::text)?),
        b'b' => AttributeValue::Bs(rest.all(blob)?),
        b'L' => AttributeValue::L(rest.all(value)?),
        b'M' => AttributeValue::M(attributes(rest)?),
        _ => return Err(Torn),
    })
}

fn is(rest: &mut Rest<'_>) -> Result<bool, Torn> {
    match rest.byte()? {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(Torn),
    }
}
