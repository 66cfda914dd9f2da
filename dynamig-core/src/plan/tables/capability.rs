//! What the engines lack, as a table: a declared property that an engine lacks is left out there, and told in one line.

use crate::settings::Engine;
use crate::table::diff::{Change, Property};
use crate::table::{Call, Caps, Definition, Index, Setting, Update, Warm};

/// What an engine can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// The engine's name, for messages.
    pub engine: &'static str,
    /// The properties that it lacks, or takes and does nothing about.
    pub lacks: &'static [Property],
    /// The properties that it lacks of indexes, and has of tables.
    pub lacks_of_indexes: &'static [Property],
    /// The properties of indexes that it takes and forgets: they are sent as AWS wants them, and not compared.
    pub forgets_of_indexes: &'static [Property],
    /// Whether it backs tables up.
    pub backups: Backups,
    /// Whether it grants some changes only so often.
    pub grants: Grants,
}

/// How often an engine grants what AWS grants only so often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Grants {
    /// As AWS does: see [`Budget`](crate::table::Budget).
    SoOften,
    /// As often as it is asked.
    Always,
}

/// Whether an engine backs tables up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Backups {
    /// It does.
    Offered,
    /// It does not.
    Lacking,
}

impl Capabilities {
    /// Those of the engine that settings name.
    #[must_use]
    pub fn of(engine: &Engine) -> Self {
        match engine {
            Engine::Embedded => Self::DYNOXIDE,
            engine if engine.is_local() => Self::DYNAMODB_LOCAL,
            Engine::Endpoint(_) | Engine::Aws => Self::AWS,
        }
    }

    /// AWS, which lacks nothing.
    pub const AWS: Self = Self {
        engine: "AWS",
        lacks: &[],
        lacks_of_indexes: &[],
        forgets_of_indexes: &[],
        backups: Backups::Offered,
        grants: Grants::SoOften,
    };

    /// The embedded engine.
    pub const DYNOXIDE: Self = Self {
        engine: "the embedded engine",
        lacks: &[
            Property::Warm,
            Property::Encryption,
            Property::Recovery,
            Property::Policy,
        ],
        lacks_of_indexes: &[Property::Caps],
        forgets_of_indexes: &[Property::Capacity],
        backups: Backups::Lacking,
        grants: Grants::Always,
    };

    /// DynamoDB Local.
    pub const DYNAMODB_LOCAL: Self = Self {
        engine: "DynamoDB Local",
        lacks: &[
            Property::Warm,
            Property::Encryption,
            Property::Class,
            Property::Tags,
            Property::Recovery,
            Property::Policy,
        ],
        lacks_of_indexes: &[],
        forgets_of_indexes: &[],
        backups: Backups::Lacking,
        grants: Grants::Always,
    };

    /// The changes that the engine would remember.
    pub(super) fn remembered(&self, mut changes: Vec<Change>) -> Vec<Change> {
        let of_index = |change: &Change| matches!(change, Change::Capacity { of: Some(_), .. });
        let forgets = |property| self.forgets_of_indexes.contains(&property);
        changes.retain(|change| !of_index(change) || !forgets(change.property()));
        changes
    }

    /// The call as far as the engine shows that it was carried out.
    pub(crate) fn shown(&self, call: &Call) -> Call {
        let mut shown = call.clone();
        if let Call::Update(update) = &mut shown
            && let Update::Capacity { indexes, .. } = &mut **update
            && self.forgets_of_indexes.contains(&Property::Capacity)
        {
            indexes.clear();
        }
        shown
    }

    /// The definition without what the engine lacks, and the names of what this took out.
    #[must_use]
    pub fn offered(&self, definition: &Definition) -> (Definition, Vec<String>) {
        let mut offered = definition.clone();
        let mut lacking = Vec::new();
        for &property in self.lacks {
            if take_out(property, &mut offered) {
                lacking.push(property.to_string());
            }
        }
        for &property in self.lacks_of_indexes {
            let indexes = offered.indexes.clone();
            take_out_of_indexes(property, &mut offered.indexes);
            if offered.indexes != indexes {
                lacking.push(format!("{property} of indexes"));
            }
        }
        (offered, lacking)
    }
}

fn take_out_of_indexes(property: Property, indexes: &mut [Index]) {
    for index in indexes {
        match property {
            Property::Capacity => index.capacity = None,
            Property::Caps => index.caps = Caps::default(),
            Property::Warm => index.warm = Warm::default(),
            // Indexes have no other property that can be left out.
            Property::Key
            | Property::LocalIndexes
            | Property::Indexes
            | Property::Billing
            | Property::Stream
            | Property::Encryption
            | Property::Class
            | Property::DeletionProtection
            | Property::Tags
            | Property::Ttl
            | Property::Recovery
            | Property::Policy => {}
        }
    }
}

/// Takes a property out of a definition, and answers whether it was said.
fn take_out(property: Property, table: &mut Definition) -> bool {
    let before = table.clone();
    match property {
        // Without these there is no table: every engine has them.
        Property::Key | Property::LocalIndexes | Property::Indexes => {}
        Property::Billing => table.billing = None,
        Property::Capacity => table.capacity = None,
        Property::Caps => table.caps = Caps::default(),
        Property::Warm => table.warm = Warm::default(),
        Property::Stream => table.stream = Setting::Unsaid,
        Property::Encryption => table.encryption = Setting::Unsaid,
        Property::Class => table.class = None,
        Property::DeletionProtection => table.deletion_protection = Setting::Unsaid,
        Property::Tags => table.tags.clear(),
        Property::Ttl => table.ttl = Setting::Unsaid,
        Property::Recovery => table.recovery = Setting::Unsaid,
        Property::Policy => table.policy = Setting::Unsaid,
    }
    take_out_of_indexes(property, &mut table.indexes);
    *table != before
}
