use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crate::error::{Code, Error};

/// What identifies a migration for ever: `VERSION_name`, never a module path, a file or a crate.
///
/// Ids are ordered by version, then by name: `10_b` comes after `9_a`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
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
        split(text) == Some((self.version, &self.name))
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
        let (version, name) = split(text).ok_or_else(|| {
            Error::new(Code::Usage, format!("`{text}` is no migration id"))
                .hint("an id is VERSION_name, for example 20260801090000_seed_plans")
        })?;
        Ok(Self::new(version, name))
    }
}

/// The version and the name in the text of an id.
fn split(text: &str) -> Option<(u64, &str)> {
    let (version, name) = text.split_once('_')?;
    // A number's own syntax allows a plus sign.
    let is_number = version.bytes().all(|byte| byte.is_ascii_digit());
    let version = version.parse().ok().filter(|_| is_number)?;
    (!name.is_empty()).then_some((version, name))
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

impl TryFrom<String> for MigrationId {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        text.parse()
    }
}

impl From<MigrationId> for String {
    fn from(id: MigrationId) -> Self {
        id.to_string()
    }
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::unwrap_used,
        reason = "a test that cannot be set up has failed"
    )]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ten_comes_after_nine() {
        let mut ids =
            ["10_a", "9_b", "100_a", "9_a"].map(|text| text.parse::<MigrationId>().unwrap());
        ids.sort();
        assert_eq!(
            ids.map(|id| id.to_string()),
            ["9_a", "9_b", "10_a", "100_a"]
        );
    }

    #[test]
    fn leading_zeros_are_no_other_version() {
        let padded: MigrationId = "00000000000000000007_seed".parse().unwrap();
        assert_eq!(padded, MigrationId::new(7, "seed"));
        assert!(padded.is_written("7_seed"));
        assert!(padded.is_written("007_seed"));
        assert!(!padded.is_written("7_seeds"));
    }

    #[test]
    fn what_is_no_id_is_refused() {
        let texts = [
            "",
            "_",
            "7",
            "7_",
            "_seed",
            "seed_7",
            "+7_seed",
            "-7_seed",
            " 7_seed",
            "7.5_seed",
            "0x7_seed",
            "99999999999999999999_seed",
        ];
        for text in texts {
            let error = text.parse::<MigrationId>().unwrap_err();
            assert_eq!(error.code(), Code::Usage, "{text}");
            assert_eq!(error.to_string(), format!("`{text}` is no migration id"));
            assert!(!MigrationId::new(7, "seed").is_written(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_id_is_read_as_it_was_written(version: u64, name in "[a-z][a-z0-9_]{0,20}") {
            let id = MigrationId::new(version, name);
            prop_assert_eq!(id.to_string().parse::<MigrationId>().unwrap(), id);
        }
    }
}
