//! What AWS would answer about a table.

mod beside;
mod held;
mod index;
mod table;

pub(super) use beside::{backups, policy, ttl};
pub(super) use held::held;
pub(super) use table::{described, key_arn};

use serde_json::{Map, Value};

/// An object without the members that are `null`.
fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    let members = members
        .into_iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| (name.to_owned(), value));
    Value::Object(members.collect::<Map<_, _>>())
}
