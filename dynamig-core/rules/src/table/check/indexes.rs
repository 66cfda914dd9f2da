//! What all indexes have in common.

use super::Faults;
use super::keys::twice;
use crate::Rule;
use crate::table::{Definition, IndexPart, Part, name};

/// An index's name is its own.
pub const ONE_NAME: Rule = Rule {
    id: "DM220",
    says: "no two indexes of a table have one name",
    hint: "local and global secondary indexes share their names: rename one of them",
};

/// An attribute stands in an index's key once.
pub const TWICE: Rule = Rule {
    id: "DM221",
    says: "an attribute stands in the key of an index once",
    hint: "choose another attribute for the second place, or leave it out",
};

pub(super) fn check(table: &Definition, faults: &mut Faults) {
    for (i, index) in table.indexes.iter().enumerate() {
        faults.add(
            Part::Index(i, IndexPart::Name),
            name::check_index(&index.name),
        );
        if table.indexes[..i]
            .iter()
            .any(|earlier| earlier.name == index.name)
        {
            let sentence = format!("two indexes are called `{}`", index.name);
            faults.index(i, IndexPart::Name, &ONE_NAME, sentence);
        }
        for (n, key) in index.keys.iter().enumerate() {
            let checked = name::check_attribute(&key.attribute);
            faults.add(Part::Index(i, IndexPart::Key(n)), checked);
        }
        for n in twice(&index.keys) {
            let sentence = format!(
                "`{}` stands in the key of index `{}` twice",
                index.keys[n].attribute, index.name
            );
            faults.index(i, IndexPart::Key(n), &TWICE, sentence);
        }
    }
}
