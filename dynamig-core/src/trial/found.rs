use serde::Serialize;

use super::AttributeChange;
use super::again::Judged;
use super::bound::upper;
use crate::item_check::ReadUnits;
use crate::migration::{Direction, MigrationId};
use crate::rewrite::Became;

/// What a function would do to the items of a table. Its form in JSON is a contract.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Trial {
    /// The migration.
    pub id: MigrationId,
    /// Whether its up was called, or its down.
    pub direction: Direction,
    /// The table's logical name.
    pub table: String,
    /// How many items the table has, as DynamoDB counted them last, which may be six hours ago.
    pub items: u64,
    /// How much of the table was looked at.
    pub extent: Extent,
    /// What would become of the items.
    pub counts: TrialCounts,
    /// How many partition keys were looked at with all their items: what the sample is worth.
    pub partition_keys: u64,
    /// What the Scan consumed.
    pub read_units: ReadUnits,
    /// Some of the items that would change, or fail: five of each kind at the most.
    pub examples: Vec<TrialExample>,
}

/// How much of a table was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// All of it.
    Whole,
    /// A part.
    Sample,
}

/// How many items the function was asked about, and what would become of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TrialCounts {
    /// Items that were read.
    pub looked_at: u64,
    /// Items that would stay as they are.
    pub kept: u64,
    /// Items of other entity types.
    pub other: u64,
    /// Items that would be changed.
    pub updated: u64,
    /// Items that would be deleted.
    pub deleted: u64,
    /// Items on which the function failed, or whose answer cannot be written.
    pub failed: u64,
    /// Of those that would be changed, the ones that the function would change once more, delete, or fail on after that:
    /// it is not idempotent. Not looked for by [`verify`](crate::Migrator::verify).
    pub changed_again: u64,
    /// Writes besides those of the items.
    pub also: u64,
}

/// One item of those that would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TrialExample {
    /// Its key: `sha256:` and the first 12 digits of the hash of the key's JSON, or this JSON itself, where that was asked for.
    pub item: String,
    /// What would become of it.
    #[serde(flatten)]
    pub found: TrialFound,
}

/// What was found of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "found", rename_all = "snake_case")]
pub enum TrialFound {
    /// It would change in these attributes.
    Updated {
        /// In the order of their names.
        changes: Vec<AttributeChange>,
    },
    /// It would be deleted.
    Deleted,
    /// The function fails on it.
    Failed {
        /// What with, redacted and cut.
        message: String,
    },
    /// Once changed, it would change again in these attributes.
    ChangedAgain {
        /// In the order of their names.
        changes: Vec<AttributeChange>,
    },
    /// Once changed, it would be deleted.
    DeletedThen,
    /// Once changed, the function fails on it.
    FailedThen {
        /// What with, redacted and cut.
        message: String,
    },
}

/// So many examples of a kind are told.
const EXAMPLES: usize = 5;

impl TrialCounts {
    /// Items that would be changed or deleted.
    #[must_use]
    pub const fn left(&self) -> u64 {
        self.updated + self.deleted
    }
}

impl Trial {
    /// Of a table with about so many items, of which none is looked at yet.
    pub(crate) fn new(id: &MigrationId, direction: Direction, table: &str, items: u64) -> Self {
        Self {
            id: id.clone(),
            direction,
            table: table.to_owned(),
            items,
            extent: Extent::Sample,
            counts: TrialCounts::default(),
            partition_keys: 0,
            read_units: ReadUnits::default(),
            examples: Vec::new(),
        }
    }

    /// Where none of a sample would change, or fail: with a confidence of 95 %, fewer than this share of all partition keys
    /// has an item that would. None where the whole was looked at, where some would, or where no partition key was seen
    /// with all its items.
    #[must_use]
    pub fn bound(&self) -> Option<f64> {
        let has_none = self.counts.left() + self.counts.failed == 0;
        match self.extent {
            Extent::Sample if has_none => upper(self.partition_keys),
            Extent::Sample | Extent::Whole => None,
        }
    }

    /// Counts an item, and tells of it where few of its kind were told; `key` is how it is named.
    pub(super) fn note(&mut self, judged: Judged, key: &dyn Fn() -> String) {
        let counts = &mut self.counts;
        counts.looked_at += 1;
        counts.also += judged.also;
        counts.changed_again += u64::from(judged.then.is_some());
        let count = match judged.became {
            Became::Written => &mut counts.updated,
            Became::Deleted => &mut counts.deleted,
            Became::Other => &mut counts.other,
            Became::Failed => &mut counts.failed,
            // Nobody deletes one while it is looked at.
            Became::Kept | Became::Gone => &mut counts.kept,
        };
        *count += 1;
        for found in judged.found.into_iter().chain(judged.then) {
            self.tell(found, key);
        }
    }

    fn tell(&mut self, found: TrialFound, key: &dyn Fn() -> String) {
        let kind = std::mem::discriminant(&found);
        let of_kind = |one: &&TrialExample| std::mem::discriminant(&one.found) == kind;
        if self.examples.iter().filter(of_kind).count() < EXAMPLES {
            self.examples.push(TrialExample { item: key(), found });
        }
    }
}
