use std::collections::{BTreeSet, HashSet};

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use super::Attributes;

/// What [`Item::set`](super::Item::set) and its kin take: values of Rust that have one obvious form in DynamoDB, and
/// [`AttributeValue`] for all others.
///
/// | Rust | DynamoDB |
/// |---|---|
/// | `&str`, `String`, `char` | S |
/// | integers | N, exact |
/// | `bool` | BOOL |
/// | `Vec<u8>`, `&[u8]`, `[u8; N]`, `Blob` | B |
/// | sets of `String` | SS |
/// | `Vec<AttributeValue>` | L |
/// | [`Attributes`] | M |
///
/// Floats are not among them: what they print is seldom what was meant. `AttributeValue::N("0.10".into())` is, and
/// [`Item::set_from`](super::Item::set_from) takes all that serde can write.
///
/// ```
/// use aws_sdk_dynamodb::types::AttributeValue;
/// use dynamig::item::IntoValue;
///
/// assert_eq!(7u64.into_value(), AttributeValue::N("7".into()));
/// ```
pub trait IntoValue {
    /// The value as DynamoDB keeps it.
    fn into_value(self) -> AttributeValue;
}

macro_rules! into_value {
    ($($type:ty, $value:ident => $made:expr;)*) => { $(
        impl IntoValue for $type {
            fn into_value(self) -> AttributeValue {
                let $value = self;
                $made
            }
        }
    )* };
}

into_value! {
    AttributeValue, value => value;
    &AttributeValue, value => value.clone();
    &str, text => AttributeValue::S(text.to_owned());
    &String, text => AttributeValue::S(text.clone());
    String, text => AttributeValue::S(text);
    char, text => AttributeValue::S(text.to_string());
    bool, value => AttributeValue::Bool(value);
    &[u8], bytes => AttributeValue::B(Blob::new(bytes));
    Vec<u8>, bytes => AttributeValue::B(Blob::new(bytes));
    Blob, bytes => AttributeValue::B(bytes);
    BTreeSet<String>, texts => AttributeValue::Ss(texts.into_iter().collect());
    HashSet<String>, texts => AttributeValue::Ss(texts.into_iter().collect());
    Vec<AttributeValue>, elements => AttributeValue::L(elements);
    Attributes, members => AttributeValue::M(members);
}

macro_rules! integers {
    ($($type:ty)*) => { into_value! { $($type, number => AttributeValue::N(number.to_string());)* } };
}

integers! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }

impl<const N: usize> IntoValue for [u8; N] {
    fn into_value(self) -> AttributeValue {
        AttributeValue::B(Blob::new(self))
    }
}

impl<const N: usize> IntoValue for &[u8; N] {
    fn into_value(self) -> AttributeValue {
        AttributeValue::B(Blob::new(*self))
    }
}
