use std::str::FromStr;

use serde::de::Visitor;

use crate::item::number::{Number, same_number};
use crate::item::serde::Fault;

/// The whole number of a text, exact.
pub(super) fn integer<T>(text: &str) -> Option<T>
where
    T: FromStr + TryFrom<i128> + TryFrom<u128>,
{
    // The plain form, which nearly all have, needs no taking apart.
    text.parse().ok().or_else(|| Number::parse(text)?.integer())
}

/// Hands a number to a type that takes any: whole ones exact, others as floats where a float has all of their digits.
pub(super) fn visit_any<'de, V: Visitor<'de>>(text: &str, visitor: V) -> Result<V::Value, Fault> {
    if let Some(number) = integer::<u64>(text) {
        visitor.visit_u64(number)
    } else if let Some(number) = integer::<i64>(text) {
        visitor.visit_i64(number)
    } else if let Some(number) = integer::<i128>(text) {
        visitor.visit_i128(number)
    } else if let Some(number) = integer::<u128>(text) {
        visitor.visit_u128(number)
    } else {
        match text.parse::<f64>() {
            Ok(number) if same_number(&format!("{number:e}"), text) => visitor.visit_f64(number),
            _ => Err(Fault::misfit("N", &visitor)),
        }
    }
}
