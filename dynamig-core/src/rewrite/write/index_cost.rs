use aws_sdk_dynamodb::types::AttributeValue;

use super::cost::of_bytes;
use super::intent::{Intent, IntentKind};
use super::size;
use super::target::Target;
use super::value::same;
use crate::table::{Index, ProjectionKind};

/// The units that a write costs on all indexes of its table.
pub(super) fn of_write(intent: &Intent, target: &Target) -> f64 {
    let indexes = target.indexes.iter();
    indexes.map(|index| of_index(intent, index, target)).sum()
}

/// What an index holds of the item is put, deleted, replaced in place or, where its key changes, deleted and put.
fn of_index(intent: &Intent, index: &Index, target: &Target) -> f64 {
    let holds = Holds { index, target };
    let (before, after) = (Image::Before(intent), Image::After(intent));
    let (was, is) = (holds.is_in(&before), holds.is_in(&after));
    let units = |image: &Image<'_>| of_bytes(holds.bytes(image));
    match (was, is) {
        (false, false) => 0.0,
        (true, false) => units(&before),
        (false, true) => units(&after),
        (true, true) if holds.key_differs(&before, &after) => units(&before) + units(&after),
        (true, true) if holds.differs(intent, &before, &after) => units(&before).max(units(&after)),
        (true, true) => 0.0,
    }
}

/// An item before a write, or after it.
enum Image<'a> {
    Before(&'a Intent),
    After(&'a Intent),
}

impl<'a> Image<'a> {
    fn get(&self, name: &str) -> Option<&'a AttributeValue> {
        match self {
            Self::Before(intent) => intent.scanned.get(name),
            Self::After(intent) => match &intent.kind {
                IntentKind::Delete => None,
                IntentKind::Move(moved) => moved.put.get(name),
                IntentKind::Update(difference) => match difference.set.get(name) {
                    Some(value) => Some(value),
                    None if difference.remove.contains(name) => None,
                    None => intent.scanned.get(name),
                },
            },
        }
    }

    fn bytes(&self) -> usize {
        match self {
            Self::Before(intent) => intent.bytes.before,
            Self::After(intent) => intent.bytes.after,
        }
    }
}

/// What an index of a table holds.
struct Holds<'a> {
    index: &'a Index,
    target: &'a Target,
}

impl Holds<'_> {
    /// An index holds the items that have all attributes of its key.
    fn is_in(&self, image: &Image<'_>) -> bool {
        let mut keys = self.index.keys.iter();
        keys.all(|key| image.get(&key.attribute).is_some()) && self.has_key(image)
    }

    fn has_key(&self, image: &Image<'_>) -> bool {
        self.target
            .key_names()
            .all(|name| image.get(name).is_some())
    }

    fn key_differs(&self, before: &Image<'_>, after: &Image<'_>) -> bool {
        let of_index = self.index.keys.iter().map(|key| key.attribute.as_str());
        let mut names = of_index.chain(self.target.key_names());
        names.any(|name| differs(before, after, name))
    }

    fn differs(&self, intent: &Intent, before: &Image<'_>, after: &Image<'_>) -> bool {
        let names: Vec<&str> = match &intent.kind {
            IntentKind::Update(difference) => difference.names().collect(),
            IntentKind::Move(moved) => moved.changed.iter().map(String::as_str).collect(),
            IntentKind::Delete => Vec::new(),
        };
        let held = |name: &&str| match self.index.projection.kind {
            ProjectionKind::All => true,
            ProjectionKind::KeysOnly => false,
            ProjectionKind::Include => self.index.projection.attributes.iter().any(|a| a == name),
        };
        let mut names = names.into_iter().filter(held);
        names.any(|name| differs(before, after, name))
    }

    fn bytes(&self, image: &Image<'_>) -> usize {
        if self.index.projection.kind == ProjectionKind::All {
            return image.bytes();
        }
        let keys = self.index.keys.iter().map(|key| key.attribute.as_str());
        let included = self.index.projection.attributes.iter().map(String::as_str);
        let mut names: Vec<&str> = keys
            .chain(included)
            .chain(self.target.key_names())
            .collect();
        names.sort_unstable();
        names.dedup();
        let held = names.into_iter();
        held.filter_map(|name| Some(size::attribute(name, image.get(name)?)))
            .sum()
    }
}

fn differs(before: &Image<'_>, after: &Image<'_>, name: &str) -> bool {
    match (before.get(name), after.get(name)) {
        (Some(a), Some(b)) => !same(a, b),
        (None, None) => false,
        _ => true,
    }
}
