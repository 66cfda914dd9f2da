use dynamig::plan::tables::Ownership;
use dynamig::report::{ChangeKind, TableReport, TableSummary};

use super::columns::{Columns, Tone};
use super::words::{counted, instant};

/// Where every table stands, as a table for people.
pub(super) fn table_lines(tables: &[TableReport], has_colour: bool) -> String {
    let mut columns = Columns::new(&["STATE", "TABLE", "WHAT"]);
    for table in tables {
        let cells = [
            table.state.as_str().to_owned(),
            table.name.clone(),
            what(table),
        ];
        columns.row(tone(table), cells);
    }
    columns.text(has_colour)
}

/// The same in markdown.
pub(super) fn table_markdown(tables: &[TableReport]) -> String {
    let mut text = "| state | table | what |\n|---|---|---|\n".to_owned();
    for table in tables {
        let (name, what) = (format!("`{}`", table.name), what(table));
        text.push_str(&super::markdown::row(&[table.state.as_str(), &name, &what]));
    }
    text
}

/// `3 tables: 1 as declared, 1 to change, 1 to decide about`.
pub(super) fn table_summary_line(summary: &TableSummary) -> String {
    let agreeing = match summary.held {
        0 => "as declared",
        _ => "as declared but for what is held",
    };
    let counts = [
        (summary.agreeing, agreeing),
        (summary.pending, "to change"),
        (summary.held, "with something held"),
        (summary.differing, "to decide about"),
        (summary.released, "released"),
        (summary.unlooked, "not looked at"),
    ];
    let told = counts.iter().filter(|(count, _)| *count > 0);
    let told: Vec<_> = told
        .map(|(count, state)| format!("{count} {state}"))
        .collect();
    let tables = counted(summary.known + summary.released, "table");
    match told.is_empty() {
        true => tables,
        false => format!("{tables}: {}", told.join(", ")),
    }
}

fn what(table: &TableReport) -> String {
    let Some(changes) = &table.changes else {
        return unlooked(table);
    };
    let told = changes.iter().map(|change| match change.kind {
        ChangeKind::Held => format!("held: {}", change.detail),
        ChangeKind::Differs => format!("differs: {}", change.detail),
        // What is planned needs no word, and a refusal is a sentence.
        _ => change.detail.clone(),
    });
    let told: Vec<_> = told.collect();
    match table.state {
        Ownership::Outdated => "a newer program has changed it: left as it is".to_owned(),
        Ownership::Dropped => "declared dropped, and not there".to_owned(),
        _ if told.is_empty() => "as declared".to_owned(),
        _ => told.join("; "),
    }
}

/// What is known of a table that nobody looked at.
fn unlooked(table: &TableReport) -> String {
    let recorded = match (table.state, table.brought) {
        (Ownership::Released, _) => "no longer declared, left alone",
        (Ownership::Dropped, None) => "deleted by `contract`",
        (Ownership::Outdated, _) => "a newer program has changed it",
        (Ownership::Unknown, _) => "not recorded yet",
        (_, Some(false)) => "not brought to what is declared",
        (_, Some(true)) => "recorded as declared",
        (_, None) => "",
    };
    let looked = match (table.state, table.brought, &table.looked_at) {
        // It is not declared, or not there, so it is never looked at.
        (Ownership::Released, _, _) | (Ownership::Dropped, None, _) => String::new(),
        (_, _, None) => "not looked at".to_owned(),
        (_, _, Some(at)) => format!("not looked at since {}", instant(Some(at))),
    };
    let parts = [recorded, looked.as_str()];
    let told: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    told.join("; ")
}

fn tone(table: &TableReport) -> Tone {
    let has = |kind| {
        let mut changes = table.changes.iter().flatten();
        changes.any(|change| change.kind == kind)
    };
    match table.state {
        Ownership::Outdated => Tone::Bad,
        _ if has(ChangeKind::Refused) || has(ChangeKind::Differs) => Tone::Bad,
        _ if has(ChangeKind::Planned) || table.brought == Some(false) => Tone::Waiting,
        Ownership::Released | Ownership::Dropped | Ownership::Unknown => Tone::Quiet,
        _ if table.changes.is_none() => Tone::Quiet,
        _ => Tone::Good,
    }
}
