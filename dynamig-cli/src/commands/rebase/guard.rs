use dynamig::{Code, Migration, MigrationId, Registry};

use crate::failure::Failure;
use crate::link::Linked;
use crate::lock::Git;

/// Refuses where a migration that stays depends on one that goes: it would be older than what it needs.
pub(super) fn refuse_left_behind(moved: &[&Migration], registry: &Registry) -> Result<(), Failure> {
    let mut needed: Vec<_> = moved.iter().map(|one| one.id().clone()).collect();
    let mut left = Vec::new();
    // In version order, so that the dependants of dependants are found, too.
    for migration in registry.in_order() {
        if needs_one_of(migration, &needed) && !needed.contains(migration.id()) {
            needed.push(migration.id().clone());
            left.push(migration.id().to_string());
        }
    }
    if left.is_empty() {
        return Ok(());
    }
    let message = format!(
        "these would be older than what they depend on: {}",
        left.join(", ")
    );
    needed.sort();
    let all: Vec<_> = needed.iter().map(MigrationId::to_string).collect();
    Err(Failure::new(Code::InvalidRegistry, message).hint(format!(
        "move them, too: `cargo dynamig rebase {}`",
        all.join(" ")
    )))
}

fn needs_one_of(migration: &Migration, ids: &[MigrationId]) -> bool {
    let texts = migration.depends_on().iter();
    texts
        .filter_map(|text| text.parse::<MigrationId>().ok())
        .any(|id| ids.contains(&id))
}

/// Refuses what is on the default branch already, and so may be applied; gives the note of what is not known.
pub(super) fn refuse_merged(
    moved: &[&Migration],
    linked: &Linked,
    namespace: &str,
) -> Result<Vec<String>, Failure> {
    let upstream = Git(&linked.workspace_root).upstream()?;
    let lock = upstream
        .as_ref()
        .and_then(|base| base.file.as_ref()?.get(namespace));
    if let (Some(base), Some(lock)) = (&upstream, lock) {
        let merged = moved
            .iter()
            .map(|one| one.id())
            .filter(|id| lock.migrations.contains_key(id));
        let merged: Vec<_> = merged.map(MigrationId::to_string).collect();
        if !merged.is_empty() {
            let message = format!(
                "{} has these already, so they may be applied: {}",
                base.name,
                merged.join(", ")
            );
            return Err(Failure::new(Code::ManualDecision, message).hint(
                "an applied migration keeps its version; where it is applied nowhere, change its `version` by hand",
            ));
        }
    }
    Ok(vec![
        "nothing here knows where they are applied; where one is, `up` takes its row for a renamed migration and stops"
            .to_owned(),
    ])
}
