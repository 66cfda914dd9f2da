use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;

use super::kind::{fmt_kinds, kind};
use super::serde::{Fault, write_attributes};
use super::storable::storable;
use super::{Attributes, Difference, ItemFault, Update};

/// A write to this or another table, that a function wants besides what becomes of its item.
///
/// A put does nothing where an item with the key is there, and an update or a delete nothing where none is: a function
/// that runs again on an item does no harm. Tables are named as declared. Its `Debug` shows names and types, never values.
///
/// ```
/// use dynamig::{Context, Item, Outcome, Result, Write};
///
/// async fn archive(order: Item, _cx: &Context) -> Result<Outcome<Item>> {
///     let (Some(id), Some(customer)) = (order.string("id"), order.string("customer")) else {
///         return Ok(Outcome::Keep);
///     };
///     let entry = Item::new().with("id", id).with("reason", "too old");
///     let counted = Write::update("customers", Item::new().with("id", customer))
///         .set("has_archive", true)
///         .remove("last_order");
///     Ok(Outcome::Delete
///         .also(Write::put("archive", entry))
///         .also(counted)
///         .also(Write::delete("drafts", Item::new().with("id", id))))
/// }
/// ```
#[derive(Clone, PartialEq)]
pub struct Write {
    /// The table's logical name.
    pub(crate) table: String,
    pub(crate) kind: WriteKind,
}

#[derive(Clone, PartialEq)]
pub(crate) enum WriteKind {
    /// Puts an item where none is.
    Put(Attributes),
    /// Changes an item that is there.
    Update(Attributes, Difference),
    /// Deletes an item.
    Delete(Attributes),
}

impl Write {
    /// Puts an item, where none is with its key: [`Attributes`], or an [`Item`](crate::Item).
    #[must_use]
    pub fn put(table: impl Into<String>, item: impl Into<Attributes>) -> Self {
        Self {
            table: table.into(),
            kind: WriteKind::Put(item.into()),
        }
    }

    /// Puts what a type of serde's writes, where no item is with its key.
    ///
    /// # Errors
    /// Where the type writes something that is no map, or that DynamoDB cannot hold.
    pub fn put_from<T: Serialize + ?Sized>(
        table: impl Into<String>,
        item: &T,
    ) -> Result<Self, ItemFault> {
        write_attributes(item)
            .map(|item| Self::put(table, item))
            .map_err(Fault::of_answer)
    }

    /// Changes the item with this key, where there is one: [`Update::set`] and [`Update::remove`] say how.
    pub fn update(table: impl Into<String>, key: impl Into<Attributes>) -> Update {
        Update::new(table.into(), key.into())
    }

    /// Deletes the item with this key, where there is one.
    #[must_use]
    pub fn delete(table: impl Into<String>, key: impl Into<Attributes>) -> Self {
        Self {
            table: table.into(),
            kind: WriteKind::Delete(key.into()),
        }
    }

    /// Whether there is nothing to write.
    pub(super) fn is_empty(&self) -> bool {
        matches!(&self.kind, WriteKind::Update(_, difference) if difference.is_empty())
    }

    /// Refuses what DynamoDB would refuse whatever the table, so that it is a fault of this item alone.
    pub(super) fn check(&self) -> Result<(), ItemFault> {
        self.find_fault().map_err(|fault| {
            ItemFault::Answer(format!("in the write to table `{}`, {fault}", self.table))
        })
    }

    fn find_fault(&self) -> Result<(), Fault> {
        match &self.kind {
            WriteKind::Put(item) => all_storable(item),
            WriteKind::Delete(key) => is_key(key),
            WriteKind::Update(key, difference) => {
                is_key(key)?;
                if let Some(name) = difference.names().find(|name| key.contains_key(*name)) {
                    return Err(
                        Fault::new("is of the key, which an update cannot change").within(name)
                    );
                }
                all_storable(&difference.set)
            }
        }
    }
}

fn all_storable<'a>(
    attributes: impl IntoIterator<Item = (&'a String, &'a AttributeValue)>,
) -> Result<(), Fault> {
    attributes
        .into_iter()
        .try_for_each(|(name, value)| storable(value).map_err(|fault| fault.within(name)))
}

fn is_key(key: &Attributes) -> Result<(), Fault> {
    if !(1..=2).contains(&key.len()) {
        return Err(Fault::new(format!(
            "has a key of {} attributes, and a key has one or two",
            key.len()
        )));
    }
    for (name, value) in key {
        match value {
            AttributeValue::S(_) | AttributeValue::N(_) | AttributeValue::B(_) => {}
            other => {
                let what = format!("is of type {}, and a key is S, N or B", kind(other));
                return Err(Fault::new(what).within(name));
            }
        }
    }
    all_storable(key)
}

impl fmt::Debug for Write {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { table, kind } = self;
        f.debug_struct("Write")
            .field("table", table)
            .field("kind", kind)
            .finish()
    }
}

impl fmt::Debug for WriteKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, attributes) = match self {
            Self::Put(item) => ("Put ", item),
            Self::Update(key, difference) => {
                write!(f, "{difference:?} at ")?;
                ("", key)
            }
            Self::Delete(key) => ("Delete ", key),
        };
        f.write_str(name)?;
        fmt_kinds(
            f,
            attributes
                .iter()
                .map(|(name, value)| (name.as_str(), value)),
        )
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed step is a failed test")]
mod tests {
    use super::*;
    use crate::Item;

    fn fault(write: impl Into<Write>) -> String {
        match write.into().check() {
            Ok(()) => String::new(),
            Err(fault) => fault.to_string(),
        }
    }

    #[test]
    fn an_update_has_what_was_said_last_of_an_attribute() {
        let update = Write::update("t", Item::new().with("id", "1"))
            .set("a", 1)
            .remove("a")
            .remove("b")
            .set("b", 2);
        let WriteKind::Update(key, difference) = Write::from(update).kind else {
            panic!("no update");
        };
        assert_eq!(key.len(), 1);
        assert_eq!(difference.remove, ["a".to_owned()].into());
        assert_eq!(difference.set["b"], AttributeValue::N("2".into()));
    }

    #[test]
    fn an_update_of_a_key_attribute_is_a_fault_that_names_it() {
        let update = Write::update("t", Item::new().with("id", "1"));
        assert_eq!(
            fault(update.clone().set("id", "2")),
            "the answer cannot be stored: in the write to table `t`, attribute `id` is of the key, which an update cannot change"
        );
        assert!(fault(update.clone().remove("id")).contains("attribute `id`"));
        assert_eq!(fault(update.set("x", 1)), "");
    }

    #[test]
    fn a_key_has_one_or_two_attributes_of_key_types() {
        assert!(fault(Write::delete("t", Item::new())).contains("a key of 0 attributes"));
        assert!(
            fault(Write::delete("t", Item::new().with("id", true))).contains("a key is S, N or B")
        );
        assert_eq!(
            fault(Write::delete("t", Item::new().with("id", "1").with("n", 5))),
            ""
        );
    }

    #[test]
    fn values_that_cannot_be_stored_are_faults() {
        let bad = AttributeValue::N("many".into());
        let put = Write::put("t", Item::new().with("id", "1").with("n", bad.clone()));
        assert!(fault(put).contains("attribute `n` has a number (N) whose text is no number"));
        let update = Write::update("t", Item::new().with("id", "1")).set("n", bad);
        assert!(fault(update).contains("attribute `n`"));
    }

    #[test]
    fn a_put_of_a_type_writes_what_the_type_writes() {
        #[derive(serde::Serialize)]
        struct Entry {
            id: u64,
            note: Option<String>,
        }
        let entry = Entry { id: 7, note: None };
        assert_eq!(
            Write::put_from("log", &entry).unwrap(),
            Write::put("log", Item::new().with("id", 7))
        );
        let fault = Write::put_from("log", "text").unwrap_err().to_string();
        assert_eq!(
            fault,
            "the answer cannot be stored: it is written as S, and an item is a map (M)"
        );
    }

    #[test]
    fn debug_shows_no_values() {
        let key = Item::new().with("id", "secret");
        for write in [
            Write::put("t", key.clone()),
            Write::update("t", key.clone()).set("x", "secret").into(),
            Write::delete("t", key),
        ] {
            let shown = format!("{write:?}");
            assert!(
                !shown.contains("secret") && shown.contains("\"id\": S"),
                "{shown}"
            );
        }
    }
}
