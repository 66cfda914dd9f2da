//! Dependencies between migrations.

use crate::{Rule, Violation};

/// A dependency is older than what depends on it, so cycles are impossible.
pub const OLDER: Rule = Rule {
    id: "DM005",
    says: "a dependency must have a lower version",
    hint: "give the later one of the two the higher version",
};

const MIDDLE: &str = "` depends on `";
const END: &str = "`, which is not older: a dependency must have a lower version";

/// Checks that a dependency is older than the migration that depends on it.
///
/// # Errors
///
/// When its version is the same or higher.
pub fn check(dependency: (u64, &str), dependant: (u64, &str)) -> Result<(), Violation> {
    if dependency.0 < dependant.0 {
        return Ok(());
    }
    let ((old, old_name), (new, new_name)) = (dependency, dependant);
    Err(OLDER.broken(format!("`{new}_{new_name}{MIDDLE}{old}_{old_name}{END}")))
}

/// [`check`] while a crate compiles: the call is an error there, at the place that calls.
///
/// # Panics
///
/// When the dependency is not older.
#[track_caller]
pub const fn assert_older(dependency_id: &str, dependency_version: u64, id: &str, version: u64) {
    if dependency_version < version {
        return;
    }
    // Two ids of at most 221 bytes each, and the sentence around them.
    let mut text = [0; 600];
    let mut length = 0;
    let pieces = ["`", id, MIDDLE, dependency_id, END];
    let mut piece = 0;
    while piece < pieces.len() {
        let bytes = pieces[piece].as_bytes();
        let mut byte = 0;
        while byte < bytes.len() {
            text[length] = bytes[byte];
            length += 1;
            byte += 1;
        }
        piece += 1;
    }
    match std::str::from_utf8(text.split_at(length).0) {
        Ok(text) => panic!("{}", text),
        Err(_) => panic!("{}", OLDER.says),
    }
}
