//! What a test starts from: migrations, rows and histories in one line each.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use dynamig::history::{History, MigrationRow, Status};
use dynamig::migration::MigrationBuilder;
use dynamig::plan::{DownSelection, Plan, Protection, Strand, Target, down};
use dynamig::{Context, Error, Migration, Registry};

/// A migration under construction that does nothing in both directions, written in the package `app`.
pub(crate) fn migration(version: u64, name: &str) -> MigrationBuilder {
    Migration::builder(version, name)
        .description(format!("Does {name}."))
        .package("app")
        .up(nothing)
        .down(nothing)
}

/// One without a down.
pub(crate) fn irreversible(version: u64, name: &str) -> MigrationBuilder {
    Migration::builder(version, name).package("app").up(nothing)
}

async fn nothing(_: Context) -> Result<(), Error> {
    Ok(())
}

/// A registry of exactly these.
pub(crate) fn registry(migrations: impl IntoIterator<Item = MigrationBuilder>) -> Registry {
    Registry::of(migrations.into_iter().map(|one| one.build().unwrap())).unwrap()
}

/// A row in a state.
pub(crate) fn row(id: &str, status: Status) -> MigrationRow {
    let mut row = MigrationRow::new(id.parse().unwrap(), status);
    row.attempts = 1;
    row
}

/// Applied rows, in the order given.
pub(crate) fn applied(ids: &[&str]) -> History {
    let rows = ids.iter().zip(1..).map(|(id, seq)| {
        let mut row = row(id, Status::Applied);
        row.seq = Some(seq);
        row
    });
    history(rows)
}

/// A history of exactly these rows.
pub(crate) fn history(rows: impl IntoIterator<Item = MigrationRow>) -> History {
    let mut history = History::default();
    rows.into_iter().for_each(|row| history.set(row));
    history
}

/// A protected environment called `prod`.
pub(crate) fn prod() -> Target {
    Target {
        environment: Some("prod".to_owned()),
        protection: Protection::Protected,
        ..Target::default()
    }
}

/// A developer's own database, called `local`.
pub(crate) fn local() -> Target {
    Target {
        environment: Some("local".to_owned()),
        protection: Protection::Unprotected,
        ..Target::default()
    }
}

/// A number of steps.
pub(crate) fn count(n: usize) -> NonZeroUsize {
    NonZeroUsize::new(n).unwrap()
}

/// Foreign packages.
pub(crate) fn foreign(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    let owned =
        |(package, namespace): &(&str, &str)| ((*package).to_owned(), (*namespace).to_owned());
    pairs.iter().map(owned).collect()
}

/// The plan that undoes a selection on a developer's own database.
pub(crate) fn undo(
    registry: &Registry,
    history: &History,
    selection: &DownSelection,
) -> Result<Plan, Error> {
    down(registry, history, &local(), selection, Strand::Refuse)
}

/// A plan as a person would note it down.
pub(crate) fn told(plan: &Plan) -> String {
    let mut lines = Vec::new();
    for step in &plan.steps {
        let mut line = format!("{} {} {}", step.n, step.action.as_str(), step.id);
        for (marked, mark) in [(step.late, "late"), (step.rerun, "rerun")] {
            if marked {
                line.push_str(&format!(" [{mark}]"));
            }
        }
        if let Some(note) = &step.note {
            line.push_str(&format!(" ({note})"));
        }
        lines.push(line);
    }
    for warning in &plan.warnings {
        let (kind, message, hint) = (warning.kind, &warning.message, &warning.hint);
        lines.push(format!("warning {kind:?}: {message}\nhint: {hint}"));
    }
    lines.join("\n")
}

/// The actions and ids of a plan, in order.
pub(crate) fn steps(plan: &Plan) -> Vec<String> {
    let steps = plan.steps.iter();
    steps
        .map(|step| format!("{} {}", step.action.as_str(), step.id))
        .collect()
}

/// An error as a person would read it.
pub(crate) fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    let error = result.unwrap_err();
    let hint = error.what_next().unwrap_or("none");
    let text = format!("{:?}: {error}\nhint: {hint}", error.code());
    // Where the builders above are called from is not what these tests are about.
    let mut parts = text.split("dynamig-core/tests/decisions/given.rs:");
    let mut steady = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        steady.push_str("src/app.rs:7");
        steady.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    steady
}
