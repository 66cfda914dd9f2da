use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_sdk_dynamodb::types::AttributeValue;

use crate::item::equal::same;
use crate::item::kind::fmt_kinds;
use crate::item::serde::Fault;
use crate::item::storable::storable;
use crate::item::{Attributes, Difference, ReadSet};

/// An item with its exact attribute values, that remembers what was looked at.
///
/// What a function looks at is what its answer rests on: the write goes out on the condition that these attributes are
/// still as they were read, absent ones still absent. A clone shares that memory. [`iter`](Self::iter),
/// [`names`](Self::names), [`len`](Self::len) and [`attributes`](Self::attributes) look at everything.
///
/// ```
/// use dynamig::{Context, Item, Outcome, Result};
///
/// async fn rename_mail(mut customer: Item, _cx: &Context) -> Result<Outcome<Item>> {
///     let Some(mail) = customer.take("mail") else {
///         return Ok(Outcome::Keep);
///     };
///     customer.set("email", mail);
///     customer.set("version", 2);
///     Ok(Outcome::Update(customer))
/// }
/// ```
///
/// # New content
///
/// An item that is not the one which the function was given, but made anew, is the whole new content when it is answered
/// with [`Outcome::Update`](crate::Outcome::Update): attributes that are not in it are removed, and the write is
/// conditional on all that was there. The key has to be in it, unchanged.
///
/// ```
/// use dynamig::Item;
///
/// let item = Item::new().with("id", "1").with("visits", 7u32).with("active", true);
/// assert_eq!(item.string("id"), Some("1"));
/// assert_eq!(item.number("visits"), Some("7"));
/// ```
///
/// Its `Debug` shows names and types, never values.
#[derive(Clone, Default)]
pub struct Item {
    pub(super) scanned: Arc<Attributes>,
    /// What was set, and, where there is no value, removed.
    pub(super) changed: BTreeMap<String, Option<AttributeValue>>,
    reads: Arc<Mutex<ReadSet>>,
}

impl Item {
    /// The item as it was read.
    pub(crate) fn scanned(scanned: Arc<Attributes>) -> Self {
        Self {
            scanned,
            changed: BTreeMap::new(),
            reads: Arc::default(),
        }
    }

    /// What the function has looked at so far.
    pub(crate) fn read_set(&self) -> ReadSet {
        self.memory().clone()
    }

    /// What differs from the item as it was read.
    pub(crate) fn changed_from(self, before: &Self) -> Result<Difference, Fault> {
        let difference = if Arc::ptr_eq(&self.scanned, &before.scanned) {
            self.own_changes()
        } else {
            before.note_everything();
            self.replacing(&before.scanned)
        };
        for (name, value) in &difference.set {
            storable(value).map_err(|fault| fault.within(name))?;
        }
        Ok(difference)
    }

    fn own_changes(self) -> Difference {
        let mut difference = Difference::default();
        for (name, value) in self.changed {
            match (value, self.scanned.get(&name)) {
                (Some(value), Some(was)) if same(&value, was) => {}
                (Some(value), _) => drop(difference.set.insert(name, value)),
                (None, Some(_)) => drop(difference.remove.insert(name)),
                (None, None) => {}
            }
        }
        difference
    }

    /// What makes another item of what was read.
    fn replacing(self, scanned: &Attributes) -> Difference {
        let content = self.into_attributes();
        let gone = scanned.keys().filter(|name| !content.contains_key(*name));
        let remove = gone.cloned().collect();
        let differs = |(name, value): &(String, AttributeValue)| {
            !scanned.get(name).is_some_and(|was| same(value, was))
        };
        Difference {
            set: content.into_iter().filter(differs).collect(),
            remove,
        }
    }

    /// Its attributes as they are now, in no order. Notes nothing.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &AttributeValue)> {
        let untouched = self
            .scanned
            .iter()
            .filter(|(name, _)| !self.changed.contains_key(*name));
        let changed = self
            .changed
            .iter()
            .filter_map(|(name, value)| Some((name, value.as_ref()?)));
        untouched
            .chain(changed)
            .map(|(name, value)| (name.as_str(), value))
    }

    /// One of its attributes as it is now. Notes nothing.
    pub(super) fn now(&self, name: &str) -> Option<&AttributeValue> {
        match self.changed.get(name) {
            Some(changed) => changed.as_ref(),
            None => self.scanned.get(name),
        }
    }

    pub(super) fn note(&self, name: &str) {
        self.memory().add(name);
    }

    pub(super) fn note_all(&self, others: ReadSet) {
        let mut reads = self.memory();
        *reads = std::mem::take(&mut *reads).and(others);
    }

    pub(super) fn note_everything(&self) {
        *self.memory() = ReadSet::Everything;
    }

    fn memory(&self) -> MutexGuard<'_, ReadSet> {
        self.reads.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Item ")?;
        fmt_kinds(f, self.pairs())
    }
}
