use std::collections::BTreeMap;

use super::{
    Attribute, Billing, Capacity, Caps, Definition, Index, Recovery, Setting, StreamView,
    TableClass, Warm,
};

/// One call of DynamoDB's control plane that changes a table.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "snake_case")]
pub enum Call {
    /// Creates the table with all that CreateTable can carry of this definition: everything but the time to live and
    /// the point-in-time recovery.
    Create(Box<Definition>),
    /// Changes it.
    Update(Box<Update>),
    /// Deletes it.
    Delete,
    /// Backs it up, under this name.
    BackUp(String),
    /// Switches the time to live on, with this attribute.
    TtlOn(String),
    /// Switches the time to live off; AWS wants the attribute that it is on with.
    TtlOff(String),
    /// Switches the point-in-time recovery on or off, or changes its days.
    Recovery(Setting<Recovery>),
    /// Sets tags.
    Tag(BTreeMap<String, String>),
    /// Takes tags off, by their keys.
    Untag(Vec<String>),
    /// Sets the resource policy.
    Policy(String),
    /// Takes the resource policy off.
    NoPolicy,
}

/// What one UpdateTable changes. AWS accepts few things together, and each variant is one of the combinations that it
/// does accept.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "snake_case")]
pub enum Update {
    /// Billing to provisioned, with the capacity of the table and of each of its global indexes; or other capacities.
    Capacity {
        /// Where it changes.
        billing: Option<Billing>,
        /// The table's, where it changes.
        table: Option<Capacity>,
        /// Those of indexes, by their names, that change.
        indexes: BTreeMap<String, Capacity>,
    },
    /// Billing on demand, with the table's caps.
    OnDemand(Caps),
    /// The table's caps on demand.
    Caps(Caps),
    /// The caps on demand of indexes, by their names.
    IndexCaps(BTreeMap<String, Caps>),
    /// What the table is to be warm for; only what rises is said.
    Warm(Warm),
    /// What indexes are to be warm for, by their names; only what rises is said.
    IndexWarm(BTreeMap<String, Warm>),
    /// The class.
    Class(TableClass),
    /// Encryption with a key of KMS, or with the key that AWS owns.
    Encryption(Setting<super::Encryption>),
    /// The stream.
    Stream(Setting<StreamView>),
    /// The deletion protection.
    DeletionProtection(Setting<()>),
    /// A new global index, with the types of its key's attributes.
    CreateIndex(Box<Index>, Vec<Attribute>),
    /// The end of a global index, by its name.
    DeleteIndex(String),
}

impl Call {
    /// The operation's name, as AWS has it.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        match self {
            Self::Create(_) => "CreateTable",
            Self::Update(_) => "UpdateTable",
            Self::Delete => "DeleteTable",
            Self::BackUp(_) => "CreateBackup",
            Self::TtlOn(_) | Self::TtlOff(_) => "UpdateTimeToLive",
            Self::Recovery(_) => "UpdateContinuousBackups",
            Self::Tag(_) => "TagResource",
            Self::Untag(_) => "UntagResource",
            Self::Policy(_) => "PutResourcePolicy",
            Self::NoPolicy => "DeleteResourcePolicy",
        }
    }
}
