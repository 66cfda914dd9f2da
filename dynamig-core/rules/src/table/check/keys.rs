//! The key of the table.

use super::Faults;
use crate::Rule;
use crate::table::{Definition, Key, Part, Role, name};

/// A table has a partition key.
pub const PARTITION_FIRST: Rule = Rule {
    id: "DM210",
    says: "a table's key begins with a partition key (HASH)",
    hint: "name the attribute whose value chooses the partition",
};

/// A table has at most a sort key besides.
pub const SORT_SECOND: Rule = Rule {
    id: "DM211",
    says: "a table's key is one partition key (HASH) and at most one sort key (RANGE)",
    hint: "only global secondary indexes have keys of several attributes",
};

/// An attribute stands in a key once.
pub const TWICE: Rule = Rule {
    id: "DM212",
    says: "an attribute stands in a key once",
    hint: "choose another attribute for the second place, or leave it out",
};

pub(super) fn check(table: &Definition, faults: &mut Faults) {
    for (n, key) in table.keys.iter().enumerate() {
        faults.add(Part::Key(n), name::check_attribute(&key.attribute));
    }
    if table
        .keys
        .first()
        .is_none_or(|key| key.role != Role::Partition)
    {
        let part = if table.keys.is_empty() {
            Part::Keys
        } else {
            Part::Key(0)
        };
        faults.broken(
            part,
            &PARTITION_FIRST,
            "the table's key does not begin with a partition key",
        );
    }
    for (n, key) in table.keys.iter().enumerate().skip(1) {
        if n > 1 || key.role != Role::Sort {
            let attribute = &key.attribute;
            let sentence = format!("`{attribute}` is one too many for a table's key");
            faults.broken(Part::Key(n), &SORT_SECOND, sentence);
        }
    }
    for n in twice(&table.keys) {
        let sentence = format!(
            "`{}` stands in the table's key twice",
            table.keys[n].attribute
        );
        faults.broken(Part::Key(n), &TWICE, sentence);
    }
}

/// The places of a key whose attribute stands in it before.
pub(super) fn twice(keys: &[Key]) -> impl Iterator<Item = usize> {
    (0..keys.len()).filter(|&n| {
        keys[..n]
            .iter()
            .any(|earlier| earlier.attribute == keys[n].attribute)
    })
}
