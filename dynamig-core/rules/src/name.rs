//! Names of migrations.

use crate::{Rule, Violation};

/// The longest name of a migration, in bytes.
pub const MAX_BYTES: usize = 200;

/// A migration's name could be that of a function.
pub const IDENTIFIER: Rule = Rule {
    id: "DM003",
    says: "a migration's name is an identifier of at most 200 bytes",
    hint: "use letters, digits and `_`, and do not begin with a digit",
};

/// Checks the name of a migration.
///
/// # Errors
///
/// When it is empty, too long, or could not be the name of a function.
pub fn check(name: &str) -> Result<(), Violation> {
    let mut characters = name.chars();
    let Some(first) = characters.next() else {
        return Err(IDENTIFIER.broken("the migration has no name"));
    };
    if name.len() > MAX_BYTES {
        let bytes = name.len();
        return Err(IDENTIFIER.broken(format!(
            "the migration's name has {bytes} bytes: {MAX_BYTES} is the most"
        )));
    }
    if first != '_' && !first.is_alphabetic() {
        return Err(IDENTIFIER.broken(format!(
            "the migration's name `{name}` begins with `{first}`"
        )));
    }
    match characters.find(|&c| c != '_' && !c.is_alphanumeric()) {
        Some(c) => Err(IDENTIFIER.broken(format!(
            "the migration's name `{name}` contains `{}`",
            c.escape_debug()
        ))),
        None => Ok(()),
    }
}
