//! Whether two resource policies say the same.

use serde_json::Value;

/// AWS gives a policy back with its members in another order, and a list of one as a text.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    let parse = |text: &str| serde_json::from_str(text).map(canonical);
    match (parse(one), parse(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

fn canonical(value: Value) -> Value {
    match value {
        Value::Array(values) => {
            let mut values: Vec<_> = values.into_iter().map(canonical).collect();
            values.sort_by_cached_key(Value::to_string);
            match <[Value; 1]>::try_from(values) {
                Ok([value]) => value,
                Err(values) => Value::Array(values),
            }
        }
        Value::Object(members) => {
            let members = members
                .into_iter()
                .map(|(name, value)| (name, canonical(value)));
            Value::Object(members.collect())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value,
    }
}
