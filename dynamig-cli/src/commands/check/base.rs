use dynamig::lockfile::{FILE_NAME, Lock, check_base};
use dynamig::{Migration, MigrationId, Registry};

use super::{BaseState, CheckReport, Warning};
use crate::failure::Failure;
use crate::lock::{Base, Git};

impl CheckReport {
    /// The base that is held against by default; a warning where there is none.
    pub(super) fn merge_base(&mut self, git: Git<'_>) -> Result<Option<Base>, Failure> {
        match git.merge_base()? {
            Ok(base) => Ok(Some(base)),
            Err(why) => {
                self.warnings.push(Warning {
                    code: None,
                    message: format!("edits of former migrations were not looked for: {why}"),
                    hint:
                        "fetch the default branch with its history, or name a commit with `--base`"
                            .to_owned(),
                });
                Ok(None)
            }
        }
    }

    /// Looks for edits, for late migrations and for those that are gone.
    pub(super) fn hold_against(&mut self, base: &Base, registry: &Registry) {
        let lock = base
            .file
            .as_ref()
            .and_then(|file| file.get(&self.namespace));
        self.base = Some(BaseState {
            name: base.name.clone(),
            commit: base.commit.clone(),
            migrations: lock.map(|lock| lock.migrations.len()),
        });
        let Some(lock) = lock else {
            return self.warnings.push(Warning {
                code: None,
                message: format!(
                    "edits were not looked for: {} has no {FILE_NAME} with this namespace",
                    base.name
                ),
                hint: format!("from the first commit of {FILE_NAME} on they are"),
            });
        };
        self.errors
            .extend(check_base(lock, registry).err().map(Failure::from));
        self.warnings.extend(late(base, lock, registry));
        self.warnings.extend(gone(base, lock, registry));
        self.table_changes(lock, registry, &base.name);
    }
}

/// New migrations that are older than those of the base.
fn late(base: &Base, lock: &Lock, registry: &Registry) -> Option<Warning> {
    let newest = lock.migrations.keys().max()?;
    let is_new = |migration: &&Migration| !is_locked(lock, migration);
    let new = registry.in_order().filter(is_new).map(Migration::id);
    let late: Vec<_> = new
        .filter(|id| *id < newest)
        .map(MigrationId::to_string)
        .collect();
    let name = &base.name;
    (!late.is_empty()).then(|| Warning {
        code: None,
        message: format!(
            "older than {newest} of {name}, and so run late where that is applied: {}",
            late.join(", ")
        ),
        hint: format!(
            "where that matters, give them new versions: `cargo dynamig rebase {}`",
            late.join(" ")
        ),
    })
}

/// Migrations of the base that are linked no more.
fn gone(base: &Base, lock: &Lock, registry: &Registry) -> Option<Warning> {
    let is_gone = |id: &&MigrationId| {
        let text = id.to_string();
        let mut linked = registry.in_order();
        !linked.any(|one| one.id() == *id || one.renamed_from().contains(&text))
    };
    let gone: Vec<_> = lock
        .migrations
        .keys()
        .filter(is_gone)
        .map(MigrationId::to_string)
        .collect();
    let name = &base.name;
    (!gone.is_empty()).then(|| Warning {
        code: None,
        message: format!("no longer linked since {name}: {}", gone.join(", ")),
        hint: "where they are applied, `up` stops at what it does not know; where their functions were renamed, say so \
               with `renamed_from`"
            .to_owned(),
    })
}

fn is_locked(lock: &Lock, migration: &Migration) -> bool {
    let former = |text: &String| {
        text.parse()
            .is_ok_and(|id: MigrationId| lock.migrations.contains_key(&id))
    };
    lock.migrations.contains_key(migration.id()) || migration.renamed_from().iter().any(former)
}
