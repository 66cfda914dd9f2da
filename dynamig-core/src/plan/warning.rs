use std::collections::BTreeSet;

use serde::{Serialize, Serializer};

use super::refuse::suspect;
use super::{Is, Standing};
use crate::history::{History, MigrationRow, Status};
use crate::migration::{Migration, MigrationId};
use crate::registry::{Registry, listed};

/// Something that a person should look at, and that stops nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Warning {
    /// What kind of thing it is.
    #[serde(rename = "code")]
    pub kind: WarningKind,
    /// The migrations that it is about.
    #[serde(serialize_with = "texts")]
    pub migrations: Vec<MigrationId>,
    /// A sentence that names what and which.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

/// What kind of thing a warning is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum WarningKind {
    /// The history has migrations that are not linked.
    Unknown,
    /// A linked migration's row is in a form or a state that this program cannot continue, or is a newer one's to
    /// finish.
    Held,
    /// A person has an item migration wait.
    Paused,
    /// A person has ended an item migration before its end.
    Cancelled,
    /// The down of an item migration is half done.
    Reverting,
    /// A migration was edited after it was applied.
    Edited,
    /// A row that is not linked may be a linked migration's under a former name: `up` refuses.
    Renamed,
    /// A pending migration waits for one that is held.
    Blocked,
    /// A migration was asked for that has nothing left to do.
    Settled,
    /// A migration that was interrupted is left half done by `down`.
    HalfDone,
    /// An item migration is to run over a table of a protected environment whose point-in-time recovery is off: it is refused
    /// unless somebody says why.
    RecoveryOff,
    /// The same, where nobody may look whether it is on.
    RecoveryUnlooked,
    /// A declared table keeps every rule and should be thought about, by the id of what warns: `DM291`.
    #[serde(untagged)]
    Table(&'static str),
}

fn texts<S: Serializer>(ids: &[MigrationId], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(ids.iter().map(ToString::to_string))
}

impl WarningKind {
    /// Whether the history and the program disagree. Never fatal at start-up; the command line exits with 4.
    #[must_use]
    pub fn is_disagreement(self) -> bool {
        match self {
            Self::Unknown
            | Self::Held
            | Self::Cancelled
            | Self::Reverting
            | Self::Edited
            | Self::Renamed
            | Self::Blocked => true,
            Self::Paused
            | Self::Settled
            | Self::HalfDone
            | Self::RecoveryOff
            | Self::RecoveryUnlooked
            | Self::Table(_) => false,
        }
    }
}

/// What is worth a warning in any plan and report: rows that are not linked, held, or edited.
pub(crate) fn warnings(
    registry: &Registry,
    history: &History,
    standings: &[Standing<'_>],
) -> Vec<Warning> {
    let mut warnings = Vec::new();
    warnings.extend(unknown(registry, history, standings));
    for standing in standings {
        let skipped = standing
            .row
            .is_some_and(|row| row.status == Status::Skipped);
        warnings.extend(match (standing.is, standing.row) {
            (Is::Held, Some(row)) => {
                Some(stopped(standing, row).unwrap_or_else(|| held(standing, row)))
            }
            (Is::Suspect, _) => suspected(standing),
            // A skipped migration did nothing, so an edit changes nothing.
            (Is::Settled, Some(row)) if standing.is_edited() && !skipped => {
                Some(edited(standing.migration, row))
            }
            // What is to be run is run as it is written now.
            (Is::Settled | Is::Pending | Is::Interrupted | Is::Held, _) => None,
        });
    }
    warnings
}

/// The rows that no linked migration has, under whatever id.
pub(crate) fn unlinked<'a>(
    history: &'a History,
    standings: &[Standing<'_>],
) -> Vec<&'a MigrationRow> {
    let linked = standings.iter().filter(|one| one.is != Is::Suspect);
    let linked: BTreeSet<_> = linked.filter_map(|one| Some(&one.row?.id)).collect();
    let unlinked = |row: &&MigrationRow| !linked.contains(&row.id);
    history.rows.iter().filter(unlinked).collect()
}

fn unknown(registry: &Registry, history: &History, standings: &[Standing<'_>]) -> Option<Warning> {
    let rows = unlinked(history, standings);
    let newest = registry.all().last()?.id().version();
    let newer = |row: &&MigrationRow| row.id.version() > newest;
    let hint = match rows.iter().copied().find(|row| !newer(row)) {
        Some(row) => format!(
            "link the crate that declares it (`use its_crate as _;`), or `mark {} forgotten --reason …`",
            row.id
        ),
        None => "a newer release of this program was here: nothing of it is turned back".to_owned(),
    };
    let told = rows
        .iter()
        .map(|row| format!("{} ({})", row.id, row.status));
    let message = match rows.len() {
        0 => return None,
        1 => format!(
            "the history has {}, which is not linked",
            told.collect::<String>()
        ),
        count => listed(
            &format!("the history has {count} migrations that are not linked"),
            told,
        ),
    };
    Some(Warning {
        kind: WarningKind::Unknown,
        migrations: rows.iter().map(|row| row.id.clone()).collect(),
        message,
        hint,
    })
}

/// An item migration that a person has stopped, or that is half undone.
fn stopped(standing: &Standing<'_>, row: &MigrationRow) -> Option<Warning> {
    let id = standing.migration.id();
    if standing.moved_to().is_some() || row.is_newer() {
        return None;
    }
    let (kind, message, hint) = match row.status {
        Status::Paused => (
            WarningKind::Paused,
            format!("migration {id} is paused"),
            format!(
                "`resume {id}`, then run the same command again: it goes on from its checkpoints"
            ),
        ),
        Status::Cancelled => (
            WarningKind::Cancelled,
            format!("migration {id} was cancelled, and is left as far as it is"),
            format!(
                "`resume {id}` has it go on from its checkpoints, `down --only {id}` undoes what is done, `mark {id} applied --reason …` says that it is done"
            ),
        ),
        Status::Reverting => (
            WarningKind::Reverting,
            format!("migration {id} is half undone"),
            format!("`down --only {id}` goes on, from its checkpoints"),
        ),
        _ => return None,
    };
    Some(Warning {
        kind,
        migrations: vec![id.clone()],
        message,
        hint,
    })
}

fn held(standing: &Standing<'_>, row: &MigrationRow) -> Warning {
    let (id, status) = (standing.migration.id(), &row.status);
    let (linked, recorded) = (standing.migration.revision(), row.revision);
    let mut hint = format!(
        "use the release that wrote it, or `mark {} forgotten --reason …`",
        row.id
    );
    let what = if let Some(new) = standing.moved_to() {
        format!("is called {new} by a newer program, where it is {status}, and")
    } else if row.is_newer() {
        format!("was recorded as {status} by a newer release of dynamig, and")
    } else if matches!(row.status, Status::Running | Status::Failed) {
        hint = format!(
            "use the program that has revision {recorded}; `mark {id} reverted --reason …` says that nothing of it is left"
        );
        format!("is linked with revision {linked}, but revision {recorded} of it is {status}, and")
    } else {
        format!("is {status}, which a migration that runs once cannot leave, and")
    };
    Warning {
        kind: WarningKind::Held,
        migrations: vec![id.clone()],
        message: format!("migration {id} {what} is left alone"),
        hint,
    }
}

fn suspected(standing: &Standing<'_>) -> Option<Warning> {
    let (message, hint) = suspect(standing)?;
    Some(Warning {
        kind: WarningKind::Renamed,
        migrations: vec![standing.migration.id().clone()],
        message,
        hint,
    })
}

fn edited(migration: &Migration, row: &MigrationRow) -> Warning {
    let (id, linked, recorded) = (migration.id(), migration.revision(), row.revision);
    let (message, hint) = if linked < recorded {
        (
            format!(
                "migration {id} is linked with revision {linked}, but revision {recorded} is recorded"
            ),
            "this program is older than the one that was here: nothing is turned back".to_owned(),
        )
    } else {
        (
            format!("migration {id} was edited after it was {}", row.status),
            format!("restore it, or raise its revision above {recorded}"),
        )
    };
    Warning {
        kind: WarningKind::Edited,
        migrations: vec![id.clone()],
        message,
        hint,
    }
}
