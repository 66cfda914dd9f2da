//! Local secondary indexes.

use super::Faults;
use crate::Rule;
use crate::table::{Definition, Index, IndexPart, Role, Scope};

/// The most local indexes of a table.
pub const MAX: usize = 5;

/// A table has few local indexes.
pub const COUNT: Rule = Rule {
    id: "DM222",
    says: "a table has at most 5 local secondary indexes",
    hint: "make one of them global",
};

/// A table with a local index has a sort key.
pub const TABLE_SORTS: Rule = Rule {
    id: "DM223",
    says: "a table with a local secondary index has a sort key",
    hint: "a partition without a sort key holds one item: make the index global",
};

/// A local index has the table's partition key.
pub const SAME_PARTITION: Rule = Rule {
    id: "DM224",
    says: "a local secondary index has the partition key of its table",
    hint: "name the table's partition key, or make the index global",
};

/// A local index has one sort key.
pub const SORTS: Rule = Rule {
    id: "DM225",
    says: "the key of a local secondary index is the table's partition key and one sort key",
    hint: "name the attribute that the index sorts by",
};

/// A local index has no throughput of its own.
pub const NO_THROUGHPUT: Rule = Rule {
    id: "DM226",
    says: "a local secondary index has no throughput of its own",
    hint: "it uses its table's",
};

pub(super) fn check(table: &Definition, faults: &mut Faults) {
    let locals = table
        .indexes
        .iter()
        .enumerate()
        .filter(|(_, index)| index.scope == Scope::Local);
    for (count, (i, index)) in locals.enumerate() {
        if count >= MAX {
            let sentence = format!("local index `{}` is number {}", index.name, count + 1);
            faults.index(i, IndexPart::Name, &COUNT, sentence);
        }
        keys(table, i, index, faults);
        throughput(i, index, faults);
    }
}

fn keys(table: &Definition, i: usize, index: &Index, faults: &mut Faults) {
    let name = &index.name;
    if !table.keys.iter().any(|key| key.role == Role::Sort) {
        let sentence = format!("index `{name}` is local, and the table has no sort key");
        faults.index(i, IndexPart::Keys, &TABLE_SORTS, sentence);
    }
    let partition = index.keys.first().filter(|key| key.role == Role::Partition);
    let of_table = table.keys.first().map(|key| key.attribute.as_str());
    if let Some(table_key) = of_table
        && partition.is_none_or(|key| key.attribute != table_key)
    {
        let sentence = format!(
            "index `{name}` is local, and its partition key is not the table's, `{table_key}`"
        );
        let part = if index.keys.is_empty() {
            IndexPart::Keys
        } else {
            IndexPart::Key(0)
        };
        faults.index(i, part, &SAME_PARTITION, sentence);
    }
    let sorts = index
        .keys
        .iter()
        .skip(1)
        .filter(|key| key.role == Role::Sort)
        .count();
    if sorts != 1 || index.keys.len() > 2 {
        let sentence = format!("index `{name}` is local, and does not have one sort key");
        faults.index(i, IndexPart::Keys, &SORTS, sentence);
    }
}

fn throughput(i: usize, index: &Index, faults: &mut Faults) {
    let parts = [
        (index.capacity.is_some(), IndexPart::Capacity),
        (!index.caps.is_unsaid(), IndexPart::Caps),
        (!index.warm.is_unsaid(), IndexPart::Warm),
    ];
    for (said, part) in parts {
        if said {
            let sentence = format!("index `{}` is local, and is given throughput", index.name);
            faults.index(i, part, &NO_THROUGHPUT, sentence);
        }
    }
}
