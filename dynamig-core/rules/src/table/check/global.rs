//! Global secondary indexes.

use super::Faults;
use crate::Rule;
use crate::table::{Definition, Index, IndexPart, Role, Scope};

/// The most attributes of an index's partition key, and of its sort key.
pub const MAX_ATTRIBUTES: usize = 4;

/// A global index has a partition key, and it comes first.
pub const PARTITION_FIRST: Rule = Rule {
    id: "DM227",
    says: "the key of a global secondary index begins with its partition key, and sort keys follow",
    hint: "name 1 to 4 attributes for the partition key, then 0 to 4 for the sort key",
};

/// A global index's keys are of few attributes.
pub const FOUR_AND_FOUR: Rule = Rule {
    id: "DM228",
    says: "a global secondary index has 1 to 4 attributes in its partition key and 0 to 4 in its sort key",
    hint: "leave some out, or store several values in one attribute",
};

pub(super) fn check(table: &Definition, faults: &mut Faults) {
    let globals = table
        .indexes
        .iter()
        .enumerate()
        .filter(|(_, index)| index.scope == Scope::Global);
    for (i, index) in globals {
        order(i, index, faults);
        for (role, what) in [(Role::Partition, "partition"), (Role::Sort, "sort")] {
            count(i, index, role, what, faults);
        }
    }
}

fn order(i: usize, index: &Index, faults: &mut Faults) {
    let name = &index.name;
    if index
        .keys
        .first()
        .is_none_or(|key| key.role != Role::Partition)
    {
        let part = if index.keys.is_empty() {
            IndexPart::Keys
        } else {
            IndexPart::Key(0)
        };
        let sentence = format!("the key of index `{name}` does not begin with a partition key");
        return faults.index(i, part, &PARTITION_FIRST, sentence);
    }
    let sorts = index
        .keys
        .iter()
        .skip_while(|key| key.role == Role::Partition);
    let sorted = index.keys.len() - sorts.clone().count();
    if let Some(n) = sorts.clone().position(|key| key.role == Role::Partition) {
        let sentence = format!("a partition key of index `{name}` follows a sort key");
        faults.index(i, IndexPart::Key(sorted + n), &PARTITION_FIRST, sentence);
    }
}

fn count(i: usize, index: &Index, role: Role, what: &str, faults: &mut Faults) {
    let places = index
        .keys
        .iter()
        .enumerate()
        .filter(|(_, key)| key.role == role);
    if let Some((n, _)) = places.clone().nth(MAX_ATTRIBUTES) {
        let count = places.count();
        let sentence = format!(
            "the {what} key of index `{}` has {count} attributes",
            index.name
        );
        faults.index(i, IndexPart::Key(n), &FOUR_AND_FOUR, sentence);
    }
}
