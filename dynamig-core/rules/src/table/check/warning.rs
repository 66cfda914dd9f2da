use super::Faults;
use crate::Rule;
use crate::table::{Definition, Fault, Index, IndexPart, Part, Scope, Setting};

/// The number of global indexes that AWS grants a table unless asked for more.
const INDEX_QUOTA: usize = 20;

/// More global indexes than AWS's quota.
pub const MANY_INDEXES: Rule = Rule {
    id: "DM290",
    says: "a table has 20 global secondary indexes unless AWS was asked to grant more",
    hint: "ask for a higher quota before this is applied",
};

/// A time to live on a key.
pub const TTL_ON_KEY: Rule = Rule {
    id: "DM291",
    says: "an item expires by a number in an attribute that can be changed: a key cannot",
    hint: "keep the expiry in an attribute of its own",
};

/// An index with the table's key.
pub const SAME_KEYS: Rule = Rule {
    id: "DM292",
    says: "a global secondary index with the key of its table finds nothing that the table does not",
    hint: "leave the index out, unless it is there for its projection",
};

/// An index that includes a key.
pub const INCLUDED_KEY: Rule = Rule {
    id: "DM293",
    says: "an index holds its own key and the table's without being told",
    hint: "take the attribute out: it counts among the 100 that indexes may include",
};

/// What a table may be, but should be thought about; the warnings' rules are not among [`check`](super::check())'s.
#[must_use]
pub fn warnings(table: &Definition) -> Vec<Fault> {
    let mut faults = Faults::default();
    if let Setting::On(attribute) = &table.ttl
        && table.keys.iter().any(|key| key.attribute == *attribute)
    {
        let sentence =
            format!("`{attribute}` is the time to live and an attribute of the table's key");
        faults.broken(Part::Ttl, &TTL_ON_KEY, sentence);
    }
    let indexes = table.indexes.iter();
    let globals = indexes.filter(|index| index.scope == Scope::Global).count();
    if globals > INDEX_QUOTA {
        let sentence = format!("the table has {globals} global secondary indexes");
        faults.broken(Part::Indexes, &MANY_INDEXES, sentence);
    }
    for (i, index) in table.indexes.iter().enumerate() {
        warn_of_index(table, i, index, &mut faults);
    }
    faults.found
}

fn warn_of_index(table: &Definition, i: usize, index: &Index, faults: &mut Faults) {
    let name = &index.name;
    if index.scope == Scope::Global && index.keys == table.keys {
        let sentence = format!("index `{name}` has the key of its table");
        faults.index(i, IndexPart::Keys, &SAME_KEYS, sentence);
    }
    for (n, attribute) in index.projection.attributes.iter().enumerate() {
        let mut keys = table.keys.iter().chain(&index.keys);
        if keys.any(|key| key.attribute == *attribute) {
            let sentence = format!("index `{name}` includes `{attribute}`, an attribute of a key");
            faults.index(i, IndexPart::Projected(n), &INCLUDED_KEY, sentence);
        }
    }
}
