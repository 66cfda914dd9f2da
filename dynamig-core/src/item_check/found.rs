use std::collections::HashMap;
use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;

use super::example::Example;
use super::judge::{Reason, Verdict, judge};
use super::{ExampleKeys, ReadUnits};
use crate::plan::Hazard;
use crate::table::{Attribute, AttributeType, Index, Role};

/// So many items that AWS would refuse are told by their keys.
const EXAMPLES: usize = 5;

/// What a look at the items of a table found for one index that is to be made. Its form in JSON is a contract.
///
/// Each item counts once: the index takes it in, or it is in [`left_out`](Self::left_out), or in
/// [`rejected`](Self::rejected).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ItemCheck {
    /// The table's logical name.
    pub table: String,
    /// The index.
    pub index: String,
    /// The key of the index that was looked for.
    #[serde(skip)]
    pub keys: Vec<CheckedKey>,
    /// The items of the table.
    pub looked_at: u64,
    /// Those that lack an attribute of the key: the index leaves them out.
    pub left_out: u64,
    /// Those with an attribute that no key can have.
    pub rejected: Rejected,
    /// The keys of some of the rejected: `sha256:` and the first 12 digits of the hash of the key's JSON, or this JSON
    /// itself, where that was asked for.
    pub examples: Vec<String>,
    /// What the Scan consumed, for all indexes of the table together.
    pub read_units: ReadUnits,
}

/// An attribute of the key of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedKey {
    /// Its name.
    pub attribute: String,
    /// What it is in the key.
    pub role: Role,
    /// Its declared type.
    pub kind: AttributeType,
}

/// How many items an index leaves out and AWS refuses to write from then on, by the first thing that is wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Rejected {
    /// The attribute has another type.
    pub wrong_type: u64,
    /// The attribute is NULL.
    pub null: u64,
    /// The attribute is an empty string, or has no bytes.
    pub empty: u64,
    /// The attribute is longer than a key may be.
    pub too_long: u64,
}

impl Rejected {
    /// All of them.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.wrong_type + self.null + self.empty + self.too_long
    }

    fn count(&mut self, reason: Reason) {
        match reason {
            Reason::WrongType => self.wrong_type += 1,
            Reason::Null => self.null += 1,
            Reason::Empty => self.empty += 1,
            Reason::TooLong => self.too_long += 1,
        }
    }
}

impl ItemCheck {
    /// Of an index, with the types of its key's attributes; no item is looked at yet.
    #[must_use]
    pub fn new(table: &str, index: &Index, attributes: &[Attribute]) -> Self {
        let keys = index.keys.iter().filter_map(|key| {
            let known = attributes.iter().find(|one| one.name == key.attribute)?;
            Some(CheckedKey {
                attribute: key.attribute.clone(),
                role: key.role,
                kind: known.kind?,
            })
        });
        Self {
            table: table.to_owned(),
            index: index.name.clone(),
            keys: keys.collect(),
            looked_at: 0,
            left_out: 0,
            rejected: Rejected::default(),
            examples: Vec::new(),
            read_units: ReadUnits::default(),
        }
    }

    /// Whether two are about the same index with the same key.
    #[must_use]
    pub fn is_of_same_index(&self, other: &Self) -> bool {
        self.table == other.table && self.index == other.index && self.keys == other.keys
    }

    /// What can go wrong by making the index.
    #[must_use]
    pub const fn hazard(&self) -> Hazard {
        match (self.rejected.total(), self.looked_at) {
            (0, 0) => Hazard::Safe,
            (0, _) => Hazard::Slow,
            _ => Hazard::Breaking,
        }
    }

    pub(super) fn count(
        &mut self,
        item: &HashMap<String, AttributeValue>,
        key: &[String],
        shown: ExampleKeys,
    ) {
        self.looked_at += 1;
        match judge(&self.keys, item) {
            Verdict::Held => {}
            Verdict::LeftOut => self.left_out += 1,
            Verdict::Rejected(reason) => {
                self.rejected.count(reason);
                if self.examples.len() < EXAMPLES {
                    self.examples.push(Example { item, key }.told(shown));
                }
            }
        }
    }

    /// Adds what was found in another part of the table.
    pub(super) fn add(&mut self, other: Self) {
        self.looked_at += other.looked_at;
        self.left_out += other.left_out;
        self.rejected.wrong_type += other.rejected.wrong_type;
        self.rejected.null += other.rejected.null;
        self.rejected.empty += other.rejected.empty;
        self.rejected.too_long += other.rejected.too_long;
        self.examples.extend(other.examples);
        self.examples.truncate(EXAMPLES);
    }
}

impl fmt::Display for ItemCheck {
    /// `of 9 items the index leaves out 2 without its key; AWS would refuse writes of 1 (1 empty), such as sha256:0c95…`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rejected = self.rejected.total();
        let noun = if self.looked_at == 1 { "item" } else { "items" };
        match (self.looked_at, self.left_out + rejected) {
            (0, _) => return f.write_str("the table has no item"),
            (1, 0) => return f.write_str("the index takes in the only item"),
            (items, 0) => return write!(f, "the index takes in all {items} items"),
            (items, _) => write!(f, "of {items} {noun} ")?,
        }
        if self.left_out > 0 {
            write!(f, "the index leaves out {} without its key", self.left_out)?;
        }
        if rejected == 0 {
            return Ok(());
        }
        if self.left_out > 0 {
            f.write_str("; ")?;
        }
        write!(
            f,
            "AWS would refuse writes of {rejected} ({})",
            self.rejected
        )?;
        match self.examples.as_slice() {
            [] => Ok(()),
            examples => write!(f, ", such as {}", examples.join(", ")),
        }
    }
}

impl fmt::Display for Rejected {
    /// `2 of another type, 1 NULL`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reasons = [
            (self.wrong_type, "of another type"),
            (self.null, "NULL"),
            (self.empty, "empty"),
            (self.too_long, "too long"),
        ];
        let told = reasons.iter().filter(|(count, _)| *count > 0);
        let told: Vec<_> = told
            .map(|(count, reason)| format!("{count} {reason}"))
            .collect();
        f.write_str(&told.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Scope;

    fn check(looked_at: u64, left_out: u64, rejected: Rejected) -> ItemCheck {
        ItemCheck {
            looked_at,
            left_out,
            rejected,
            ..ItemCheck::new("customers", &Index::new("by_email", Scope::Global), &[])
        }
    }

    #[test]
    fn what_was_found_is_told_in_words() {
        let (none, some) = (
            Rejected::default(),
            Rejected {
                wrong_type: 2,
                null: 1,
                ..Rejected::default()
            },
        );
        let told = [
            check(0, 0, none),
            check(1, 0, none),
            check(9, 0, none),
            check(1, 1, none),
            check(9, 0, some),
            check(9, 2, some),
        ];
        let told = told.map(|check| check.to_string());
        assert_eq!(
            told,
            [
                "the table has no item",
                "the index takes in the only item",
                "the index takes in all 9 items",
                "of 1 item the index leaves out 1 without its key",
                "of 9 items AWS would refuse writes of 3 (2 of another type, 1 NULL)",
                "of 9 items the index leaves out 2 without its key; AWS would refuse writes of 3 (2 of another type, 1 NULL)",
            ]
        );
    }

    #[test]
    fn no_more_than_five_examples_are_kept() {
        let mut all = check(0, 0, Rejected::default());
        for n in 0..4 {
            let mut one = check(2, 0, Rejected::default());
            one.examples = vec![format!("{n}a"), format!("{n}b")];
            all.add(one);
        }
        assert_eq!(all.looked_at, 8);
        assert_eq!(all.examples, ["0a", "0b", "1a", "1b", "2a"]);
    }
}
