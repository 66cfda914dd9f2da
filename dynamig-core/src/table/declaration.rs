use std::collections::BTreeMap;

use super::Definition;
use crate::migration::MigrationId;

/// A table that a crate, a file or a program declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// What it is to be.
    pub definition: Definition,
    /// What has to be applied before a part of it is made.
    pub after: After,
    /// Raised to go back to a definition that the table had before.
    pub revision: u32,
    /// Whether it is to be there at all.
    pub presence: Presence,
    /// What stands behind the types of its keys' attributes.
    pub types: AttributeTypes,
    /// The package that declares it, as cargo names it; empty where no package does.
    pub package: String,
    /// Where it is written, for messages only: a source file and line, or a definition file and line.
    pub place: String,
}

/// Which migrations must be applied before a part of a table is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct After {
    /// Before an index is made, by its name.
    pub indexes: BTreeMap<String, MigrationId>,
    /// Before the time to live is switched on.
    pub ttl: Option<MigrationId>,
    /// Before the stream is switched on.
    pub stream: Option<MigrationId>,
}

/// Whether a declared table is to be there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Presence {
    /// It is.
    #[default]
    Kept,
    /// It is to be deleted, by `contract`.
    Dropped,
}

/// What stands behind the types of the attributes of a table's keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AttributeTypes {
    /// They are written down; what writes the items may do otherwise.
    #[default]
    Stated,
    /// The Rust types of the fields that the items are written from.
    OfFields,
}

impl Declaration {
    /// A declaration of this definition, with nothing else said.
    #[must_use]
    pub fn new(definition: Definition) -> Self {
        Self {
            definition,
            after: After::default(),
            revision: 1,
            presence: Presence::Kept,
            types: AttributeTypes::Stated,
            package: String::new(),
            place: String::new(),
        }
    }

    /// The table's logical name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.definition.name
    }

    /// Every migration that a part of it waits for.
    pub fn waits_for(&self) -> impl Iterator<Item = &MigrationId> {
        let After {
            indexes,
            ttl,
            stream,
        } = &self.after;
        indexes.values().chain(ttl).chain(stream)
    }
}
