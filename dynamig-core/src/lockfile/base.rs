use super::Lock;
use crate::error::{Code, Error};
use crate::migration::{Migration, fingerprint};
use crate::registry::{Registry, listed};

/// Refuses edits of migrations that were there at a base, for example where a branch leaves the main one: its lock
/// tells what was.
///
/// A higher revision says that an edit is meant. A fingerprint of another algorithm, or none, tells of no edit.
///
/// # Errors
/// [`Code::EditedSinceBase`] with all of them and their places.
pub fn check_base(base: &Lock, now: &Registry) -> Result<(), Error> {
    let edited: Vec<_> = now.in_order().filter(|one| is_edited(base, one)).collect();
    if edited.is_empty() {
        return Ok(());
    }
    let lines = edited
        .iter()
        .map(|one| format!("{} at {}", one.id(), one.place()));
    let message = listed("migrations were edited that may be applied already", lines);
    Err(Error::new(Code::EditedSinceBase, message).hint(
        "restore them and write a new migration; or raise the `revision` of each, where the edit changes nothing that \
         it did",
    ))
}

fn is_edited(base: &Lock, migration: &Migration) -> bool {
    let former = || {
        migration
            .former_ids()
            .find_map(|id| base.migrations.get(&id))
    };
    let entry = base.migrations.get(migration.id()).or_else(former);
    entry.is_some_and(|entry| {
        fingerprint::differ(&entry.fingerprint, migration.fingerprint())
            && migration.revision() <= entry.revision
    })
}
