use std::fmt;

/// One attribute of a key schema.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Key {
    /// The attribute's name in the item.
    pub attribute: String,
    /// What it is in the key.
    pub role: Role,
}

/// What an attribute is in a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Role {
    /// `HASH`: chooses the partition.
    Partition,
    /// `RANGE`: orders within the partition.
    Sort,
}

/// The name of an attribute of a key, and its type.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Attribute {
    /// The attribute's name in the item.
    pub name: String,
    /// Its type; `None` where the compiler will know it and this place does not, in a macro.
    pub kind: Option<AttributeType>,
}

/// The type of an attribute of a key: DynamoDB has three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum AttributeType {
    /// `S`: a string.
    String,
    /// `N`: a number.
    Number,
    /// `B`: bytes.
    Binary,
}

impl fmt::Display for AttributeType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::String => "S",
            Self::Number => "N",
            Self::Binary => "B",
        })
    }
}
