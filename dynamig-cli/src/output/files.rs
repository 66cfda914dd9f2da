//! What the commands on files say that they did.

use super::target::shown;
use super::words::counted;
use crate::commands::check::{CheckReport, TableChange};
use crate::commands::init::InitReport;
use crate::commands::new::NewReport;
use crate::commands::rebase::RebaseReport;
use crate::lock::Kept;
use crate::source::Written;

pub(crate) fn init_lines(report: &InitReport) -> String {
    let InitReport {
        package, namespace, ..
    } = report;
    let mut lines = Vec::new();
    if report.made {
        lines.push(format!("made the library `{package}`"));
    }
    lines.extend(report.added.iter().map(|added| format!("ran `{added}`")));
    lines.extend(written(&report.written));
    if lines.is_empty() {
        lines.push("nothing to do".to_owned());
    }
    lines.push(format!(
        "`{package}` holds the migrations of namespace `{namespace}`"
    ));
    lines.push("next: `cargo dynamig new NAME`".to_owned());
    lines.join("\n")
}

pub(crate) fn new_lines(report: &NewReport) -> String {
    let mut lines = written(&report.written);
    lines.extend(report.notes.iter().map(|note| format!("note: {note}")));
    lines.push(format!(
        "migration {} is in {}",
        report.id,
        shown(&report.path)
    ));
    lines.join("\n")
}

pub(crate) fn rebase_lines(report: &RebaseReport) -> String {
    let mut lines = written(&report.written);
    lines.extend(report.notes.iter().map(|note| format!("note: {note}")));
    lines.extend(
        report
            .renumbered
            .iter()
            .map(|one| format!("{} is now {}", one.from, one.to)),
    );
    lines.join("\n")
}

pub(crate) fn check_lines(report: &CheckReport) -> String {
    let CheckReport {
        namespace,
        migrations,
        tables,
        table_changes,
        lock,
        base,
        ..
    } = report;
    let tables = match tables.len() {
        0 => String::new(),
        count => format!(" and {}", counted(count, "table")),
    };
    let mut lines = vec![format!(
        "{}{tables} in namespace `{namespace}`, free of contradictions",
        counted(migrations.len(), "migration")
    )];
    lines.extend(table_changes.iter().map(told));
    let file = shown(&lock.path);
    lines.extend(lock.state.map(|state| match state {
        Kept::Unchanged => format!("{file} agrees"),
        Kept::Updated => format!("brought {file} up to date: commit it"),
        Kept::Created => format!("wrote {file}: commit it"),
    }));
    lines.extend(
        base.as_ref()
            .filter(|_| report.errors.is_empty())
            .map(|base| format!("no edits of applied migrations since {}", base.name)),
    );
    lines.join("\n")
}

pub(crate) fn written_lines(written: &[Written]) -> String {
    match written {
        [] => "nothing to do: the files are as they would be written".to_owned(),
        written => self::written(written).join("\n"),
    }
}

/// `table `orders` was changed since main`.
fn told(one: &TableChange) -> String {
    let TableChange {
        table,
        change,
        since,
    } = one;
    format!("table `{table}` was {change} since {since}")
}

fn written(written: &[Written]) -> Vec<String> {
    let told = written.iter().map(Written::told);
    told.map(|(what, path)| format!("{what} {}", shown(path)))
        .collect()
}
