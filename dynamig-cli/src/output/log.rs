use dynamig::history::LogRow;

use super::columns::{Columns, Tone};
use super::words::instant;

/// The audit log as a table for people, oldest first.
pub(crate) fn log_lines(log: &[LogRow], has_colour: bool) -> String {
    let which = match log.iter().any(|row| row.table.is_some()) {
        true => "WHICH",
        false => "MIGRATION",
    };
    let mut columns = Columns::new(&["WHEN", "DONE", which, "BY", "CODE", "REASON", "ERROR"]);
    for row in log {
        let code = match (&row.git_revision, &row.package_version) {
            (Some(revision), _) => revision.clone(),
            (None, Some(version)) => version.clone(),
            (None, None) => String::new(),
        };
        columns.row(
            Tone::Quiet,
            [
                instant(Some(&row.at)),
                row.command.clone(),
                subject(row),
                format!("{} on {}", row.actor, row.host),
                code,
                row.reason.clone().unwrap_or_default(),
                row.error.clone().unwrap_or_default(),
            ],
        );
    }
    columns.text(has_colour)
}

/// What it was about.
fn subject(row: &LogRow) -> String {
    match (&row.migration, &row.table) {
        (Some(migration), _) => migration.clone(),
        (None, Some(table)) => format!("table {table}"),
        (None, None) => String::new(),
    }
}
