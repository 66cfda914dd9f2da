//! The attributes that a definition lists with their types.

use super::Faults;
use crate::Rule;
use crate::table::{AttributeType, Definition, IndexPart, Part, name};

/// Every attribute of a key has a type.
pub const DEFINED: Rule = Rule {
    id: "DM213",
    says: "every attribute of a key is defined with its type",
    hint: "add it to AttributeDefinitions, with S, N or B",
};

/// Only attributes of keys are defined.
pub const USED: Rule = Rule {
    id: "DM214",
    says: "only attributes of keys are defined",
    hint: "take it out: DynamoDB has no schema for the other attributes of an item",
};

/// An attribute is defined once.
pub const ONCE: Rule = Rule {
    id: "DM215",
    says: "an attribute is defined once",
    hint: "take the second definition out",
};

pub(super) fn check(table: &Definition, faults: &mut Faults) {
    for (n, attribute) in table.attributes.iter().enumerate() {
        let (name, part) = (&attribute.name, Part::Attribute(n));
        faults.add(part, name::check_attribute(name));
        if let Some(earlier) = table.attributes[..n]
            .iter()
            .find(|earlier| earlier.name == *name)
        {
            faults.broken(part, &ONCE, twice(name, earlier.kind, attribute.kind));
        } else if !uses(table, name) {
            faults.broken(
                part,
                &USED,
                format!("`{name}` is defined, but no key has it"),
            );
        }
    }
    let defined = |name: &str| {
        table
            .attributes
            .iter()
            .any(|attribute| attribute.name == name)
    };
    for (n, key) in table.keys.iter().enumerate() {
        if !defined(&key.attribute) {
            faults.broken(Part::Key(n), &DEFINED, undefined(&key.attribute));
        }
    }
    for (i, index) in table.indexes.iter().enumerate() {
        for (n, key) in index.keys.iter().enumerate() {
            if !defined(&key.attribute) {
                faults.index(i, IndexPart::Key(n), &DEFINED, undefined(&key.attribute));
            }
        }
    }
}

fn uses(table: &Definition, name: &str) -> bool {
    let of_indexes = table.indexes.iter().flat_map(|index| &index.keys);
    table
        .keys
        .iter()
        .chain(of_indexes)
        .any(|key| key.attribute == name)
}

fn undefined(name: &str) -> String {
    format!("`{name}` is an attribute of a key, and has no type")
}

fn twice(name: &str, first: Option<AttributeType>, second: Option<AttributeType>) -> String {
    match (first, second) {
        (Some(first), Some(second)) if first != second => {
            format!("`{name}` is defined as {first} and as {second}")
        }
        _ => format!("`{name}` is defined twice"),
    }
}
