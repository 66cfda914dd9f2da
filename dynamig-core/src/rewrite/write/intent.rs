use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;

use super::compared::{Condition, conditions};
use super::moved::{self, Moved};
use super::size::{self, LARGEST_ITEM};
use super::target::Target;
use super::unwritable::Unwritable;
use super::value::{same, same_or_absent};
use crate::item::{Attributes, Difference, ReadSet, Verdict};
use crate::migration::Compare;
use crate::rewrite::counts::Became;

/// What is to be written of one item, and under which conditions. Holds what a repeated attempt and the settling of a
/// failed condition need, so it stays with the caller while requests are made from it.
#[derive(Clone, Debug)]
pub(crate) struct Intent {
    /// The item as it was read.
    pub(super) scanned: Arc<Attributes>,
    pub(super) kind: IntentKind,
    /// What must be as it was read, besides that the item is there.
    pub(super) conditions: Vec<Condition>,
    /// The marker that is set with the change; settles an attempt by itself.
    pub(super) marker: Option<String>,
    pub(super) bytes: Bytes,
}

/// How an item is written.
#[derive(Clone, Debug)]
pub(super) enum IntentKind {
    /// In these attributes, the marker among them; never empty.
    Update(Difference),
    /// It is deleted.
    Delete,
    /// Its key changes: a whole item is put, and the old one deleted.
    Move(Moved),
}

/// The size of an item before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bytes {
    pub(super) before: usize,
    pub(super) after: usize,
}

/// How writes are conditioned and marked, the same for each item of a migration.
#[derive(Clone, Debug)]
pub(crate) struct Terms {
    pub(crate) compare: Compare,
    /// The attribute that marks an item as done, where each is to be changed once.
    pub(crate) marker: Option<String>,
}

impl Terms {
    /// Whether an item is marked as done already: the function is not to be called with it.
    pub(crate) fn is_done(&self, item: &Attributes) -> bool {
        let marker = self.marker.as_ref();
        marker.is_some_and(|marker| item.contains_key(marker))
    }
}

/// Decides what is written of an item; nothing where it stays as it is.
///
/// Conditions cover what was read and what changes. Where everything was read, they cover every attribute that was there:
/// that no other has come cannot be said in a condition. A delete rests on what was read whatever is compared, and a
/// changed key on all that was there, because the whole item is put again; only `Compare::Nothing` lifts either.
///
/// # Errors
/// What was answered cannot be written, whatever the item in the table is by then.
pub(crate) fn intend(
    scanned: &Arc<Attributes>,
    verdict: Verdict,
    reads: ReadSet,
    target: &Target,
    terms: &Terms,
) -> Result<Option<Intent>, Unwritable> {
    if terms.is_done(scanned) {
        return Ok(None);
    }
    let before = size::item(scanned);
    let (kind, after) = match verdict {
        Verdict::Keep => return Ok(None),
        Verdict::Delete => (IntentKind::Delete, 0),
        Verdict::Update(difference) => {
            let difference = without_equal(difference, scanned);
            if difference.is_empty() {
                return Ok(None);
            }
            let difference = marked(difference, terms);
            let after = bytes_after(before, &difference, scanned);
            (changed(difference, scanned, target)?, after)
        }
    };
    if after > LARGEST_ITEM {
        return Err(Unwritable::TooLarge(after));
    }
    Ok(Some(Intent {
        conditions: conditions(&kind, scanned, reads, target, terms)?,
        scanned: Arc::clone(scanned),
        kind,
        marker: terms.marker.clone(),
        bytes: Bytes { before, after },
    }))
}

impl Intent {
    /// The item as it was read.
    pub(crate) fn scanned(&self) -> &Attributes {
        &self.scanned
    }

    /// The item as it will be; none where it is deleted.
    pub(crate) fn after(&self) -> Option<Attributes> {
        match &self.kind {
            IntentKind::Delete => None,
            IntentKind::Move(moved) => Some(moved.put.clone()),
            IntentKind::Update(difference) => {
                let mut after = Attributes::clone(&self.scanned);
                after.retain(|name, _| !difference.remove.contains(name));
                let set = difference.set.iter();
                after.extend(set.map(|(name, value)| (name.clone(), value.clone())));
                Some(after)
            }
        }
    }

    /// The attributes that change, in the order of their names.
    pub(crate) fn changes(&self) -> Vec<&str> {
        let mut names: Vec<&str> = match &self.kind {
            IntentKind::Delete => Vec::new(),
            IntentKind::Move(moved) => moved.changed.iter().map(String::as_str).collect(),
            IntentKind::Update(difference) => difference.names().collect(),
        };
        names.sort_unstable();
        names
    }

    /// What becomes of the item when it is written.
    pub(crate) fn becomes(&self) -> Became {
        match self.kind {
            IntentKind::Update(_) | IntentKind::Move(_) => Became::Written,
            IntentKind::Delete => Became::Deleted,
        }
    }

    /// Whether an item is, in all that this is conditional on, as it was read.
    pub(super) fn holds_for(&self, item: &Attributes) -> bool {
        self.conditions
            .iter()
            .all(|condition| same_or_absent(self.was(condition), item.get(&condition.name)))
    }

    /// What a condition compares with.
    pub(super) fn was(&self, condition: &Condition) -> Option<&AttributeValue> {
        self.scanned.get(&condition.name)
    }

    /// Whether two of them write the same item.
    pub(super) fn is_of_same_item(&self, other: &Self, target: &Target) -> bool {
        target
            .key_names()
            .all(|name| same_or_absent(self.scanned.get(name), other.scanned.get(name)))
    }
}

impl AsRef<Self> for Intent {
    fn as_ref(&self) -> &Self {
        self
    }
}

/// Only what really changes: what equals the scanned value, or is removed and was not there, would cost as if it did.
fn without_equal(mut difference: Difference, scanned: &Attributes) -> Difference {
    difference
        .set
        .retain(|name, value| !scanned.get(name).is_some_and(|was| same(was, value)));
    difference.remove.retain(|name| scanned.contains_key(name));
    difference
}

/// The marker is set in the same update.
fn marked(mut difference: Difference, terms: &Terms) -> Difference {
    if let Some(marker) = &terms.marker {
        difference.remove.remove(marker);
        let value = AttributeValue::Bool(true);
        difference.set.insert(marker.clone(), value);
    }
    difference
}

/// An update, or a move where part of the key changes.
fn changed(
    difference: Difference,
    scanned: &Attributes,
    target: &Target,
) -> Result<IntentKind, Unwritable> {
    if difference.names().any(|name| target.is_key(name)) {
        moved::build(difference, scanned, target).map(IntentKind::Move)
    } else {
        Ok(IntentKind::Update(difference))
    }
}

fn bytes_after(before: usize, difference: &Difference, scanned: &Attributes) -> usize {
    let gone = difference.names().filter_map(|name| {
        let was = scanned.get(name)?;
        Some(size::attribute(name, was))
    });
    let come = difference.set.iter();
    let come = come.map(|(name, value)| size::attribute(name, value));
    (before + come.sum::<usize>()).saturating_sub(gone.sum())
}
