//! Names of tables, indexes and attributes.

use crate::{Rule, Violation};

/// What DynamoDB accepts as a table's name.
pub const TABLE: Rule = Rule {
    id: "DM201",
    says: "a table's name has 3 to 255 characters of a-z, A-Z, 0-9, `_`, `-` and `.`",
    hint: "write the logical name, without the environment's prefix",
};

/// What DynamoDB accepts as an index's name.
pub const INDEX: Rule = Rule {
    id: "DM202",
    says: "an index's name has 3 to 255 characters of a-z, A-Z, 0-9, `_`, `-` and `.`",
    hint: "choose another name",
};

/// What DynamoDB accepts as the name of a key attribute, or of one that an index holds.
pub const ATTRIBUTE: Rule = Rule {
    id: "DM203",
    says: "the name of an attribute in a definition has 1 to 255 bytes",
    hint: "choose a shorter name, and rename the field for serde where it keeps its own",
};

const BYTES: std::ops::RangeInclusive<usize> = 3..=255;

/// Checks a table's name.
///
/// The name is the one that is sent: check it again once the environment's prefix stands in front of it.
///
/// # Errors
///
/// When DynamoDB would refuse it.
pub fn check_table(name: &str) -> Result<(), Violation> {
    check(&TABLE, "table", name)
}

/// Checks an index's name.
///
/// # Errors
///
/// When DynamoDB would refuse it.
pub fn check_index(name: &str) -> Result<(), Violation> {
    check(&INDEX, "index", name)
}

/// Checks the name of an attribute that a definition names.
///
/// # Errors
///
/// When DynamoDB would refuse it.
pub fn check_attribute(name: &str) -> Result<(), Violation> {
    match name.len() {
        0 => Err(ATTRIBUTE.broken("the attribute has no name")),
        1..=255 => Ok(()),
        bytes => Err(ATTRIBUTE.broken(format!(
            "the attribute's name has {bytes} bytes: 255 is the most"
        ))),
    }
}

fn check(rule: &'static Rule, what: &str, name: &str) -> Result<(), Violation> {
    let refused = |c: &char| !(c.is_ascii_alphanumeric() || "_-.".contains(*c));
    if let Some(c) = name.chars().find(refused) {
        let c = c.escape_debug();
        return Err(rule.broken(format!("the {what}'s name `{name}` contains `{c}`")));
    }
    let length = name.len();
    if BYTES.contains(&length) {
        return Ok(());
    }
    Err(rule.broken(match length {
        1 => format!("the {what}'s name `{name}` has 1 character: 3 is the least"),
        0 | 2 => format!("the {what}'s name `{name}` has {length} characters: 3 is the least"),
        _ => format!("the {what}'s name has {length} characters: 255 is the most"),
    }))
}
