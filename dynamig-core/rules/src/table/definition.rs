use super::{
    Attribute, AttributeType, Billing, Capacity, Caps, Encryption, Index, Key, Recovery, Scope,
    Setting, StreamView, TableClass, Tag, Warm,
};

/// A table: as a crate or a file declares it, or as it was observed.
///
/// It may break rules: [`check`](super::check()) tells which. What is not said of a property is left alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default))]
pub struct Definition {
    /// Its logical name; the environment may put a prefix in front.
    pub name: String,
    /// Its key, in order.
    pub keys: Vec<Key>,
    /// The attributes of its keys and of its indexes' keys.
    pub attributes: Vec<Attribute>,
    /// Its indexes, local and global.
    pub indexes: Vec<Index>,
    /// How it is paid for.
    pub billing: Option<Billing>,
    /// Its provisioned capacity.
    pub capacity: Option<Capacity>,
    /// The most that it may consume on demand.
    pub caps: Caps,
    /// What it is to be warm for.
    pub warm: Warm,
    /// Its stream.
    pub stream: Setting<StreamView>,
    /// Its encryption at rest; off is the key that AWS owns.
    pub encryption: Setting<Encryption>,
    /// Its class.
    pub class: Option<TableClass>,
    /// Whether DeleteTable is refused.
    pub deletion_protection: Setting<()>,
    /// Its tags. A tag that is not listed is left alone.
    pub tags: Vec<Tag>,
    /// The attribute that holds the second, since 1970, after which an item may be deleted.
    pub ttl: Setting<String>,
    /// Its point-in-time recovery.
    pub recovery: Setting<Recovery>,
    /// Its resource policy, a JSON document.
    pub policy: Setting<String>,
}

impl Definition {
    /// Defines an attribute of a key, once: where it is defined otherwise already, [`check`](super::check()) tells.
    pub fn define(&mut self, name: &str, kind: AttributeType) {
        let attribute = Attribute {
            name: name.to_owned(),
            kind: Some(kind),
        };
        if !self.attributes.contains(&attribute) {
            self.attributes.push(attribute);
        }
    }

    /// The global index with this name.
    #[must_use]
    pub fn global_index(&self, name: &str) -> Option<&Index> {
        let mut globals = self
            .indexes
            .iter()
            .filter(|index| index.scope == Scope::Global);
        globals.find(|index| index.name == name)
    }

    /// How it is paid for, also where that is not said: provisioned if it has a capacity, else on demand.
    #[must_use]
    pub fn billing(&self) -> Billing {
        match (self.billing, self.capacity) {
            (Some(billing), _) => billing,
            (None, Some(_)) => Billing::Provisioned,
            (None, None) => Billing::OnDemand,
        }
    }
}
