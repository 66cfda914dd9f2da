use dynamig_rules::table::Definition;

use crate::{After, FileTable};

/// A table as it is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// What it is to be.
    pub definition: Definition,
    /// Raised to go back to a definition that the table had before; 1 is not written.
    pub revision: u32,
    /// Whether it is to be deleted, by `contract`.
    pub dropped: bool,
    /// What has to be applied before a part of it is made.
    pub after: After,
    /// What people should know and no declaration can say, a sentence each.
    pub notes: Vec<String>,
}

impl From<Definition> for Declared {
    /// With nothing else said.
    fn from(definition: Definition) -> Self {
        Self {
            definition,
            revision: 1,
            dropped: false,
            after: After::default(),
            notes: Vec::new(),
        }
    }
}

impl From<FileTable> for Declared {
    fn from(table: FileTable) -> Self {
        Self {
            revision: table.revision,
            dropped: table.dropped,
            after: table.after,
            ..Self::from(table.definition)
        }
    }
}
