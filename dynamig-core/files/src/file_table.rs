use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use dynamig_rules::table::{Definition, IndexPart, Part};

use crate::Place;

/// A table as a file defines it; it keeps every rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileTable {
    /// What it is to be. Local indexes come before global ones.
    pub definition: Definition,
    /// Raised to go back to a definition that the table had before; 1 where it is not said.
    pub revision: u32,
    /// Whether it is to be deleted, by `contract`.
    pub dropped: bool,
    /// What has to be applied before a part of it is made.
    pub after: After,
    /// The file, as it was named.
    pub file: PathBuf,
    /// Where its parts are.
    pub places: Places,
}

/// The ids of migrations that must be applied before a part of a table is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct After {
    /// Before an index is made, by its name.
    pub indexes: BTreeMap<String, String>,
    /// Before the time to live is switched on.
    pub ttl: Option<String>,
    /// Before the stream is switched on.
    pub stream: Option<String>,
}

/// Where the parts of a table are in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    start: Place,
    indexes: Vec<Place>,
    parts: HashMap<Part, Place>,
}

impl Places {
    pub(crate) fn new(start: Place, indexes: Vec<Place>, parts: HashMap<Part, Place>) -> Self {
        Self {
            start,
            indexes,
            parts,
        }
    }

    /// Where the table begins.
    #[must_use]
    pub fn start(&self) -> Place {
        self.start
    }

    /// Where a part is: where the file does not have it, what it would be part of.
    #[must_use]
    pub fn of(&self, part: Part) -> Place {
        let found = |part| self.parts.get(&part).copied();
        let around = match part {
            Part::Key(_) => found(Part::Keys),
            Part::Tag(_) => found(Part::Tags),
            Part::Index(i, inner) => {
                let larger = match inner {
                    IndexPart::Key(_) => found(Part::Index(i, IndexPart::Keys)),
                    IndexPart::Projected(_) => found(Part::Index(i, IndexPart::Projection)),
                    IndexPart::Name
                    | IndexPart::Keys
                    | IndexPart::Projection
                    | IndexPart::Capacity
                    | IndexPart::Caps
                    | IndexPart::Warm => None,
                };
                larger.or_else(|| self.indexes.get(i).copied())
            }
            Part::Name
            | Part::Keys
            | Part::Attribute(_)
            | Part::Indexes
            | Part::Billing
            | Part::Capacity
            | Part::Caps
            | Part::Warm
            | Part::Encryption
            | Part::Tags
            | Part::Ttl
            | Part::Recovery
            | Part::Policy => None,
        };
        found(part).or(around).unwrap_or(self.start)
    }
}
