use std::fmt;
use std::str::FromStr;

use crate::error::{Code, Error};

macro_rules! properties {
    ($($(#[doc = $doc:literal])+ $variant:ident = $text:literal;)+) => {
        /// A property of a table: what a declaration says of it, a comparison compares, and an environment can ignore.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        #[non_exhaustive]
        pub enum Property {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Property {
            /// Every property.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its name, as settings, plans and JSON have it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }
    };
}

properties! {
    /// The table's key, with the types of its attributes.
    Key = "key";
    /// Local secondary indexes.
    LocalIndexes = "local_indexes";
    /// Global secondary indexes: which there are, with their keys and projections.
    Indexes = "indexes";
    /// How the table is paid for.
    Billing = "billing";
    /// Provisioned capacity, of the table and of its global indexes.
    Capacity = "capacity";
    /// The most that may be consumed on demand.
    Caps = "caps";
    /// Warm throughput.
    Warm = "warm";
    /// The stream.
    Stream = "stream";
    /// Encryption at rest.
    Encryption = "encryption";
    /// The class.
    Class = "class";
    /// The deletion protection.
    DeletionProtection = "deletion_protection";
    /// Tags.
    Tags = "tags";
    /// The time to live.
    Ttl = "ttl";
    /// Point-in-time recovery.
    Recovery = "recovery";
    /// The resource policy.
    Policy = "policy";
}

impl fmt::Display for Property {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Property {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let found = Self::ALL.iter().find(|property| property.as_str() == text);
        found.copied().ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|one| one.as_str()).collect();
            Error::new(
                Code::Configuration,
                format!("`{text}` is no property of a table"),
            )
            .hint(format!("there are {}", names.join(", ")))
        })
    }
}

impl TryFrom<String> for Property {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        text.parse()
    }
}

impl From<Property> for String {
    fn from(property: Property) -> Self {
        property.as_str().to_owned()
    }
}
