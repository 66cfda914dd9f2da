use std::collections::BTreeSet;

use super::intent::{IntentKind, Terms};
use super::target::Target;
use super::unwritable::Unwritable;
use crate::item::{Attributes, ReadSet};
use crate::migration::Compare;

/// The most attributes that are compared in one write. DynamoDB takes 300 operators, two for each of them, and those of
/// the key and of the marker come on top.
const MOST_COMPARED: usize = 140;

/// An attribute that must be as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Condition {
    pub(super) name: String,
    pub(super) was: Was,
}

/// Whether an attribute was there when the item was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Was {
    There,
    Absent,
}

/// What a write is conditional on besides that its item is there, by name.
pub(super) fn conditions(
    kind: &IntentKind,
    scanned: &Attributes,
    reads: ReadSet,
    target: &Target,
    terms: &Terms,
) -> Result<Vec<Condition>, Unwritable> {
    let mut names = compared(kind, scanned, reads, terms.compare);
    names.retain(|name| !target.is_key(name) && terms.marker.as_ref() != Some(name));
    if names.len() > MOST_COMPARED {
        return Err(too_many(names.len(), kind, terms));
    }
    names.extend(terms.marker.clone());
    let conditions = names.into_iter().map(|name| Condition {
        was: match scanned.contains_key(&name) {
            true => Was::There,
            false => Was::Absent,
        },
        name,
    });
    Ok(conditions.collect())
}

/// The attributes that must be as they were read.
fn compared(
    kind: &IntentKind,
    scanned: &Attributes,
    reads: ReadSet,
    compare: Compare,
) -> BTreeSet<String> {
    let all = || scanned.keys().cloned().collect();
    let read = || match reads {
        ReadSet::Attributes(names) => names,
        ReadSet::Everything => all(),
    };
    match (kind, compare) {
        (_, Compare::Nothing) => BTreeSet::new(),
        (IntentKind::Move(_), _) => all(),
        (IntentKind::Delete, _) => read(),
        (IntentKind::Update(difference), compare) => {
            let mut names = match compare {
                Compare::Read => read(),
                Compare::Changed | Compare::Nothing => BTreeSet::new(),
            };
            for name in difference.names() {
                if !names.contains(name) {
                    names.insert(name.to_owned());
                }
            }
            names
        }
    }
}

fn too_many(compared: usize, kind: &IntentKind, terms: &Terms) -> Unwritable {
    match kind {
        IntentKind::Update(difference) => {
            let changed = difference.names().count() - usize::from(terms.marker.is_some());
            match changed > MOST_COMPARED {
                true => Unwritable::TooManyCompared(changed),
                false => Unwritable::TooManyRead(compared),
            }
        }
        IntentKind::Delete => Unwritable::TooManyForDelete(compared),
        IntentKind::Move(_) => Unwritable::TooManyForMove(compared),
    }
}
