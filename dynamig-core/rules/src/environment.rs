//! Names of environments.

use crate::{Rule, Violation};

/// An environment has a name.
pub const NAMED: Rule = Rule {
    id: "DM006",
    says: "an environment's name is not empty",
    hint: "name it as in `dynamig.toml`, such as `local` for `[env.local]`",
};

/// Checks the name of an environment.
///
/// # Errors
///
/// When it is empty, or has white space at its ends, which no command line could match.
pub fn check_name(name: &str) -> Result<(), Violation> {
    if name.is_empty() {
        return Err(NAMED.broken("an environment's name is empty"));
    }
    if name.trim() != name {
        return Err(NAMED.broken(format!(
            "the environment's name `{name}` has white space around it"
        )));
    }
    Ok(())
}
