//! What the engines lack, as a table: a declared property that an engine lacks is left out there, and told in one line.

use crate::table::diff::Property;
use crate::table::{Caps, Definition, Setting, Warm};

/// What an engine can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// The engine's name, for messages.
    pub engine: &'static str,
    /// The properties that it lacks, or takes and does nothing about.
    pub lacks: &'static [Property],
    /// Whether it backs tables up.
    pub backups: Backups,
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
    /// AWS, which lacks nothing.
    pub const AWS: Self = Self {
        engine: "AWS",
        lacks: &[],
        backups: Backups::Offered,
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
        backups: Backups::Lacking,
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
        backups: Backups::Lacking,
    };

    /// The definition without what the engine lacks, and the properties that this took out.
    #[must_use]
    pub fn offered(&self, definition: &Definition) -> (Definition, Vec<Property>) {
        let mut offered = definition.clone();
        let mut lacking = self.lacks.to_vec();
        lacking.retain(|&property| take_out(property, &mut offered));
        (offered, lacking)
    }
}

/// Takes a property out of a definition, and answers whether it was said.
fn take_out(property: Property, table: &mut Definition) -> bool {
    let before = table.clone();
    match property {
        // Without these there is no table: every engine has them.
        Property::Key | Property::LocalIndexes | Property::Indexes => {}
        Property::Billing => table.billing = None,
        Property::Capacity => {
            table.capacity = None;
            table
                .indexes
                .iter_mut()
                .for_each(|index| index.capacity = None);
        }
        Property::Caps => {
            table.caps = Caps::default();
            table
                .indexes
                .iter_mut()
                .for_each(|index| index.caps = Caps::default());
        }
        Property::Warm => {
            table.warm = Warm::default();
            table
                .indexes
                .iter_mut()
                .for_each(|index| index.warm = Warm::default());
        }
        Property::Stream => table.stream = Setting::Unsaid,
        Property::Encryption => table.encryption = Setting::Unsaid,
        Property::Class => table.class = None,
        Property::DeletionProtection => table.deletion_protection = Setting::Unsaid,
        Property::Tags => table.tags.clear(),
        Property::Ttl => table.ttl = Setting::Unsaid,
        Property::Recovery => table.recovery = Setting::Unsaid,
        Property::Policy => table.policy = Setting::Unsaid,
    }
    *table != before
}
