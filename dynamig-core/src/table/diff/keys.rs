//! Keys and indexes: what they are of, and in what they differ.

use super::{Change, Compared};
use crate::table::{
    AttributeType, ChangingPart, Definition, Index, Key, Observed, Projection, ProjectionKind,
    Scope, words,
};

pub(super) fn compare(compared: &Compared<'_>, changes: &mut Vec<Change>) {
    let (declared, observed) = (compared.declared, &compared.observed.definition);
    if declared.keys != observed.keys || types_differ(&declared.keys, declared, observed) {
        changes.push(Change::Key {
            declared: key(&declared.keys, declared),
            observed: key(&observed.keys, observed),
        });
    }
    for index in &declared.indexes {
        let live = live(compared.observed, &index.name);
        changes.extend(match (index.scope, live) {
            (Scope::Global, None) => Some(Change::MissingIndex {
                name: index.name.clone(),
                declared: shape(index, declared),
            }),
            (_, live) => differs(index, live, compared),
        });
    }
    // AWS tells indexes in any order.
    let mut live: Vec<_> = observed.indexes.iter().collect();
    live.sort_unstable_by(|one, other| one.name.cmp(&other.name));
    for index in live {
        let is_declared = declared.indexes.iter().any(|one| one.name == index.name);
        if !is_declared && compared.was_declared(&index.name) {
            changes.extend(no_longer(index, compared));
        }
    }
}

/// The live index of this name; not one that is being deleted.
pub(crate) fn live<'a>(observed: &'a Observed, name: &str) -> Option<&'a Index> {
    let is_going = observed.is(&ChangingPart::Index(name.to_owned()), "DELETING");
    let mut indexes = observed.definition.indexes.iter();
    indexes
        .find(|index| index.name == name)
        .filter(|_| !is_going)
}

fn differs(index: &Index, live: Option<&Index>, compared: &Compared<'_>) -> Option<Change> {
    let (declared, observed) = (compared.declared, &compared.observed.definition);
    let is_same = live.is_some_and(|live| is_same(index, declared, live, observed));
    if is_same {
        return None;
    }
    let (name, text) = (index.name.clone(), shape(index, declared));
    let other = live.map(|live| shape(live, observed));
    Some(match (index.scope, live.map(|live| live.scope), other) {
        (Scope::Global, Some(Scope::Global), Some(observed)) => Change::OtherIndex {
            name,
            declared: text,
            observed,
        },
        (_, _, observed) => Change::Local {
            name,
            declared: Some(text),
            observed,
        },
    })
}

fn no_longer(index: &Index, compared: &Compared<'_>) -> Option<Change> {
    let (name, text) = (
        index.name.clone(),
        shape(index, &compared.observed.definition),
    );
    match index.scope {
        Scope::Local => Some(Change::Local {
            name,
            declared: None,
            observed: Some(text),
        }),
        Scope::Global => live(compared.observed, &name).map(|_| Change::HeldIndex {
            name,
            observed: text,
        }),
    }
}

pub(super) fn is_same(
    one: &Index,
    in_one: &Definition,
    other: &Index,
    in_other: &Definition,
) -> bool {
    one.scope == other.scope
        && one.keys == other.keys
        && !types_differ(&one.keys, in_one, in_other)
        && holds_same(&one.projection, &other.projection)
}

/// AWS reads the included attributes back sorted.
fn holds_same(one: &Projection, other: &Projection) -> bool {
    let sorted = |projection: &Projection| {
        let mut names = projection.attributes.clone();
        names.sort_unstable();
        names
    };
    one.kind == other.kind && sorted(one) == sorted(other)
}

/// Whether two definitions disagree on the type of an attribute of a key; what one of them does not know is no
/// disagreement.
pub(crate) fn types_differ(keys: &[Key], one: &Definition, other: &Definition) -> bool {
    let differs = |key: &Key| {
        let (one, other) = (kind_of(one, &key.attribute), kind_of(other, &key.attribute));
        one.zip(other).is_some_and(|(one, other)| one != other)
    };
    keys.iter().any(differs)
}

/// The type of an attribute, where it is known.
pub(crate) fn kind_of(definition: &Definition, attribute: &str) -> Option<AttributeType> {
    let mut attributes = definition.attributes.iter();
    attributes.find(|one| one.name == attribute)?.kind
}

/// A key in words, such as `id (S), placed (N)`.
pub(crate) fn key(keys: &[Key], definition: &Definition) -> String {
    let parts = keys.iter().map(|key| {
        let kind =
            kind_of(definition, &key.attribute).map_or("?".to_owned(), |kind| kind.to_string());
        format!("{} {} ({kind})", words::role(key.role), key.attribute)
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// An index in words.
pub(crate) fn shape(index: &Index, definition: &Definition) -> String {
    let mut text = format!(
        "{} {} holding {}",
        words::scope(index.scope),
        key(&index.keys, definition),
        words::projection(index.projection.kind)
    );
    if index.projection.kind == ProjectionKind::Include {
        let mut names = index.projection.attributes.clone();
        names.sort_unstable();
        text.push(' ');
        text.push_str(&names.join(", "));
    }
    text
}
