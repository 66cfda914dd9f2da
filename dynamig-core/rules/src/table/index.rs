use super::{Capacity, Caps, Key, Warm};

/// A secondary index.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Index {
    /// Its name, unique in its table.
    pub name: String,
    /// Local or global.
    pub scope: Scope,
    /// Its key, in order.
    pub keys: Vec<Key>,
    /// What it holds of an item.
    pub projection: Projection,
    /// Its provisioned capacity, of global indexes.
    pub capacity: Option<Capacity>,
    /// The most that it may consume on demand, of global indexes.
    pub caps: Caps,
    /// What it is to be warm for, of global indexes.
    pub warm: Warm,
}

/// Where an index looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Scope {
    /// Within one partition of the table. It exists from the table's creation to its end.
    Local,
    /// Over all of the table.
    Global,
}

/// What an index holds of an item, besides the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Projection {
    /// How much.
    pub kind: ProjectionKind,
    /// The attributes, where the kind is [`ProjectionKind::Include`].
    pub attributes: Vec<String>,
}

/// How much an index holds of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum ProjectionKind {
    /// `ALL`.
    All,
    /// `KEYS_ONLY`.
    KeysOnly,
    /// `INCLUDE`.
    Include,
}

impl Index {
    /// An index without a key, that holds every attribute.
    #[must_use]
    pub fn new(name: impl Into<String>, scope: Scope) -> Self {
        Self {
            name: name.into(),
            scope,
            keys: Vec::new(),
            projection: Projection {
                kind: ProjectionKind::All,
                attributes: Vec::new(),
            },
            capacity: None,
            caps: Caps::default(),
            warm: Warm::default(),
        }
    }
}
