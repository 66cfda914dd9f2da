use std::collections::{BTreeMap, BTreeSet};

use super::Capabilities;
use crate::migration::MigrationId;
use crate::settings::Manage;
use crate::table::diff::Property;

/// What a plan for tables has to know of the environment.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TableTarget {
    /// How much of its tables dynamig manages.
    pub manage: Manage,
    /// What is otherwise for single tables, by their logical names.
    pub choices: BTreeMap<String, TableChoice>,
    /// What the engine can do.
    pub capabilities: Capabilities,
    /// The migrations that are applied, or count as if they were.
    pub applied: BTreeSet<MigrationId>,
    /// Whether tables that dynamig does not manage may be taken over.
    pub adopting: Adopting,
    /// Whether a dropped table is backed up before.
    pub backup: Backup,
    /// The most global indexes that AWS grants a table of this account.
    pub index_quota: usize,
    /// The time of day, in seconds since 1970, where it is known: what AWS grants again by then is not told to be spent.
    pub now: Option<i64>,
}

/// What is special about one table in an environment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableChoice {
    /// How much of it dynamig manages, where that is otherwise than in the environment.
    pub manage: Option<Manage>,
    /// Properties that are left to somebody else.
    pub ignore: BTreeSet<Property>,
}

/// Whether a table that is there, and that dynamig does not manage, may be taken over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Adopting {
    /// It may not.
    #[default]
    No,
    /// It may, unless a CloudFormation stack owns it.
    Tables,
    /// It may, whoever owns it.
    Stacks,
}

/// What happens before a dropped table is deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Backup {
    /// It is backed up.
    #[default]
    First,
    /// Nothing: a person said why.
    Waived,
}

impl Default for TableTarget {
    /// AWS, with everything managed, nothing applied and nothing agreed to.
    fn default() -> Self {
        Self {
            manage: Manage::All,
            choices: BTreeMap::new(),
            capabilities: Capabilities::AWS,
            applied: BTreeSet::new(),
            adopting: Adopting::No,
            backup: Backup::First,
            index_quota: 20,
            now: None,
        }
    }
}

impl TableTarget {
    pub(crate) fn manage(&self, table: &str) -> Manage {
        let choice = self.choices.get(table).and_then(|choice| choice.manage);
        choice.unwrap_or(self.manage)
    }

    /// The properties of a table that are left to somebody else.
    pub(super) fn ignored(&self, table: &str) -> BTreeSet<Property> {
        let choice = self.choices.get(table);
        choice
            .map(|choice| choice.ignore.clone())
            .unwrap_or_default()
    }
}
