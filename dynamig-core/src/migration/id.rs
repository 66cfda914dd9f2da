use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crate::error::{Code, Error};

/// What identifies a migration for ever: `VERSION_name`, never a module path, a file or a crate.
///
/// Ids are ordered by version, then by name: `10_b` comes after `9_a`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MigrationId {
    version: u64,
    name: String,
}

impl MigrationId {
    /// Puts an id together from its version and its name.
    #[must_use]
    pub fn new(version: u64, name: impl Into<String>) -> Self {
        Self {
            version,
            name: name.into(),
        }
    }

    /// The version: migrations run in its order.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Whether a text is this id.
    pub(crate) fn is_written(&self, text: &str) -> bool {
        text.split_once('_')
            .is_some_and(|(version, name)| name == self.name && version.parse() == Ok(self.version))
    }

    /// The name: the annotated function's.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for MigrationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.version, self.name)
    }
}

impl FromStr for MigrationId {
    type Err = Error;

    /// Reads `VERSION_name`; the version may have leading zeros.
    fn from_str(text: &str) -> Result<Self, Error> {
        let malformed = || {
            Error::new(Code::Usage, format!("`{text}` is no migration id"))
                .hint("an id is VERSION_name, for example 20260801090000_seed_plans")
        };
        let (version, name) = text.split_once('_').ok_or_else(malformed)?;
        if name.is_empty() || !version.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(malformed());
        }
        Ok(Self::new(version.parse().map_err(|_| malformed())?, name))
    }
}

impl Ord for MigrationId {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.version, &self.name).cmp(&(other.version, &other.name))
    }
}

impl PartialOrd for MigrationId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
