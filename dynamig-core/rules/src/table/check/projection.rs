//! What indexes hold of an item.

use super::Faults;
use crate::Rule;
use crate::table::{Definition, Index, IndexPart, Part, ProjectionKind, name};

/// The most attributes that one index may include.
pub const MAX_OF_INDEX: usize = 20;
/// The most attributes that all indexes of a table may include, together; an attribute counts in each.
pub const MAX_OF_TABLE: usize = 100;

/// An index that includes attributes names them.
pub const INCLUDE_NAMES: Rule = Rule {
    id: "DM230",
    says: "an index of projection INCLUDE names 1 to 20 attributes",
    hint: "name the attributes; `all` holds every attribute, `keys_only` the keys alone",
};

/// Only an index that includes attributes names them.
pub const ONLY_INCLUDE_NAMES: Rule = Rule {
    id: "DM231",
    says: "only an index of projection INCLUDE names attributes",
    hint: "take the names out, or include them",
};

/// The attributes that indexes include are few.
pub const HUNDRED: Rule = Rule {
    id: "DM232",
    says: "the indexes of a table include at most 100 attributes together",
    hint: "an attribute counts in each index that includes it: include fewer, or hold `all`",
};

/// An index includes an attribute once.
pub const ONCE: Rule = Rule {
    id: "DM233",
    says: "an index includes an attribute once",
    hint: "take the second one out",
};

pub(super) fn check(table: &Definition, faults: &mut Faults) {
    for (i, index) in table.indexes.iter().enumerate() {
        count(i, index, faults);
        names(i, index, faults);
    }
    let included = table
        .indexes
        .iter()
        .map(|index| index.projection.attributes.len());
    let total: usize = included.sum();
    if total > MAX_OF_TABLE {
        let sentence = format!("the indexes of the table include {total} attributes together");
        faults.broken(Part::Indexes, &HUNDRED, sentence);
    }
}

fn count(i: usize, index: &Index, faults: &mut Faults) {
    let (name, count) = (&index.name, index.projection.attributes.len());
    match (index.projection.kind, count) {
        (ProjectionKind::Include, 1..=MAX_OF_INDEX)
        | (ProjectionKind::All | ProjectionKind::KeysOnly, 0) => {}
        (ProjectionKind::Include, 0) => {
            let sentence = format!("index `{name}` includes attributes, and names none");
            faults.index(i, IndexPart::Projection, &INCLUDE_NAMES, sentence);
        }
        (ProjectionKind::Include, _) => {
            let sentence = format!("index `{name}` includes {count} attributes");
            faults.index(
                i,
                IndexPart::Projected(MAX_OF_INDEX),
                &INCLUDE_NAMES,
                sentence,
            );
        }
        (ProjectionKind::All | ProjectionKind::KeysOnly, _) => {
            let sentence =
                format!("index `{name}` names attributes, and its projection is not INCLUDE");
            faults.index(i, IndexPart::Projected(0), &ONLY_INCLUDE_NAMES, sentence);
        }
    }
}

fn names(i: usize, index: &Index, faults: &mut Faults) {
    let attributes = &index.projection.attributes;
    for (n, attribute) in attributes.iter().enumerate() {
        faults.add(
            Part::Index(i, IndexPart::Projected(n)),
            name::check_attribute(attribute),
        );
        if attributes[..n].contains(attribute) {
            let sentence = format!("index `{}` includes `{attribute}` twice", index.name);
            faults.index(i, IndexPart::Projected(n), &ONCE, sentence);
        }
    }
}
