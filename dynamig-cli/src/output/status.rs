use dynamig::report::{MigrationReport, Report, State, Summary};

use super::columns::{Columns, Tone};
use super::item_stored::stored_value_words;
use super::table_status::{table_lines, table_markdown, table_summary_line};
use super::words::{counted, instant, milliseconds};

/// Where every migration and every table stands, as tables for people, each with a line that sums it up.
pub(crate) fn status_lines(report: &Report, has_colour: bool) -> String {
    let mut parts = Vec::new();
    if !report.migrations.is_empty() {
        parts.push(migration_lines(report, has_colour));
    }
    if !report.tables.is_empty() {
        let (lines, counts) = (
            table_lines(&report.tables, has_colour),
            table_summary_line(&report.summary.tables),
        );
        parts.push(format!("{lines}\n{counts}\n"));
    }
    match parts.is_empty() {
        true => "no history yet\n".to_owned(),
        false => parts.join("\n"),
    }
}

fn migration_lines(report: &Report, has_colour: bool) -> String {
    let mut columns = Columns::new(&["STATE", "MIGRATION", "APPLIED", "TOOK", "BY", "WHAT"]);
    for one in &report.migrations {
        columns.row(
            tone(one.state),
            [
                state(one),
                one.id.clone(),
                instant(one.applied_at.as_deref()),
                milliseconds(one.duration_ms),
                one.applied_by.clone().unwrap_or_default(),
                what(one),
            ],
        );
    }
    format!(
        "{}\n{}\n",
        columns.text(has_colour),
        summary_line(&report.summary)
    )
}

/// The same in markdown, for a pull request.
pub(crate) fn status_markdown(report: &Report) -> String {
    let mut parts = Vec::new();
    if !report.migrations.is_empty() || report.tables.is_empty() {
        parts.push(migration_markdown(report));
    }
    if !report.tables.is_empty() {
        let counts = table_summary_line(&report.summary.tables);
        parts.push(format!("{}\n{counts}\n", table_markdown(&report.tables)));
    }
    parts.join("\n")
}

fn migration_markdown(report: &Report) -> String {
    let mut text = "| state | migration | applied | what |\n|---|---|---|---|\n".to_owned();
    for one in &report.migrations {
        let cells = [
            &state(one),
            &format!("`{}`", one.id),
            &instant(one.applied_at.as_deref()),
            &what(one),
        ];
        text.push_str(&super::markdown::row(&cells.map(String::as_str)));
    }
    format!("{text}\n{}\n", summary_line(&report.summary))
}

/// `4 migrations: 3 applied, 1 pending`.
pub(crate) fn summary_line(summary: &Summary) -> String {
    let counts = [
        (summary.applied, "applied"),
        (summary.baselined, "baselined"),
        (summary.skipped, "skipped"),
        (summary.pending, "pending"),
        (summary.running, "running"),
        (summary.failed, "failed"),
        (summary.suspended, "suspended"),
        (summary.unknown, "unknown"),
    ];
    let total: usize = counts.iter().map(|(count, _)| count).sum();
    let mut told: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, state)| format!("{count} {state}"))
        .collect();
    if summary.edited > 0 {
        told.push(format!("{} edited", summary.edited));
    }
    format!("{}: {}", counted(total, "migration"), told.join(", "))
}

fn state(one: &MigrationReport) -> String {
    match one.late {
        true => format!("{} (late)", one.state.as_str()),
        false => one.state.as_str().to_owned(),
    }
}

fn what(one: &MigrationReport) -> String {
    let what = match &one.error {
        Some(error) => error.clone(),
        None => one.description.clone(),
    };
    match one.progress.as_ref().and_then(stored_value_words) {
        Some(progress) if what.is_empty() => progress,
        Some(progress) => format!("{progress}; {what}"),
        None => what,
    }
}

fn tone(state: State) -> Tone {
    match state {
        State::Applied | State::Baselined => Tone::Good,
        State::Skipped => Tone::Quiet,
        State::Pending
        | State::Reverted
        | State::Running
        | State::Paused
        | State::Reverting
        | State::Cancelled => Tone::Waiting,
        State::Failed | State::Unknown | State::Edited | State::Blocked => Tone::Bad,
        // States of a later release.
        _ => Tone::Plain,
    }
}
