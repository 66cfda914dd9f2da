//! Ids of migrations, `VERSION_name`.

use crate::{Rule, Violation, name, version};

/// An id is a version, `_` and a name.
pub const SHAPE: Rule = Rule {
    id: "DM004",
    says: "a migration's id is its version, `_` and its name",
    hint: "write it as `status` shows it, such as 20260801090000_seed_plans",
};

/// Takes an id apart into its version and its name.
///
/// There is one way to write an id: a version with leading zeros is refused, since it would name the same migration twice.
///
/// # Errors
///
/// When it has no version or no name, or one of them breaks a rule of its own.
pub fn parse(id: &str) -> Result<(u64, &str), Violation> {
    let malformed = |why: &str| SHAPE.broken(format!("`{id}` is no id of a migration: {why}"));
    let Some((digits, name)) = id.split_once('_') else {
        return Err(malformed("there is no `_` after the version"));
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(malformed("it does not begin with a version"));
    }
    if digits.len() > 1 && digits.starts_with('0') {
        return Err(malformed("the version begins with 0"));
    }
    let Ok(version) = digits.parse() else {
        return Err(malformed("the version is above 18446744073709551615"));
    };
    version::check(version)?;
    name::check(name)?;
    Ok((version, name))
}

/// The version of an id that [`parse`] takes, while a crate compiles.
#[must_use]
pub const fn version(id: &str) -> u64 {
    let digits = id.as_bytes();
    let mut version = 0;
    let mut at = 0;
    while at < digits.len() && digits[at].is_ascii_digit() {
        version = version * 10 + (digits[at] - b'0') as u64;
        at += 1;
    }
    version
}
