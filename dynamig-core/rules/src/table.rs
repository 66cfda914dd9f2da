//! Names of tables.

use crate::{Rule, Violation};

/// What DynamoDB accepts as a table's name.
pub const NAME: Rule = Rule {
    id: "DM201",
    says: "a table's name has 3 to 255 characters of a-z, A-Z, 0-9, `_`, `-` and `.`",
    hint: "write the logical name, without the environment's prefix",
};

/// Checks a table's name.
///
/// The name is the one that is sent: check it again once the environment's prefix stands in front of it.
///
/// # Errors
///
/// When DynamoDB would refuse it.
pub fn check_name(name: &str) -> Result<(), Violation> {
    if let Some(c) = name
        .chars()
        .find(|&c| !(c.is_ascii_alphanumeric() || "_-.".contains(c)))
    {
        return Err(NAME.broken(format!(
            "the table's name `{name}` contains `{}`",
            c.escape_debug()
        )));
    }
    match name.len() {
        3..=255 => Ok(()),
        1 => Err(NAME.broken(format!(
            "the table's name `{name}` has 1 character: 3 is the least"
        ))),
        length @ (0 | 2) => Err(NAME.broken(format!(
            "the table's name `{name}` has {length} characters: 3 is the least"
        ))),
        length => Err(NAME.broken(format!(
            "the table's name has {length} characters: 255 is the most"
        ))),
    }
}
