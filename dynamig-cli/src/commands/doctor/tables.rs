use aws_sdk_dynamodb::types::{IndexStatus, TableDescription, TableStatus};
use dynamig::history::History;
use dynamig::table::{TableRow, TableState};

use super::finding::Finding;
use crate::output::counted;
use crate::session::Session;

const CHECK: &str = "tables";

/// Looks at the tables that the history has, whatever is declared: nothing is built here. A DescribeTable each.
pub(super) async fn look(session: &Session, history: &History) -> Vec<Finding> {
    let rows = history.tables.values();
    let managed = rows.filter(|row| row.state == TableState::Managed);
    let mut findings: Vec<_> = history.tables.values().filter_map(unmanaged).collect();
    let mut sound = 0;
    for row in managed {
        let found = one(session, row).await;
        sound += usize::from(found.is_empty());
        findings.extend(found);
    }
    if sound > 0 {
        let (tables, verb) = (
            counted(sound, "table"),
            if sound == 1 { "is" } else { "are" },
        );
        let detail = format!(
            "{tables} {verb} there as recorded; `plan` compares them with what is declared"
        );
        findings.insert(0, Finding::pass(CHECK, detail));
    }
    findings
}

/// What there is to say of a row by itself.
fn unmanaged(row: &TableRow) -> Option<Finding> {
    let name = &row.name;
    match &row.state {
        TableState::Verified => Some(Finding::pass(
            CHECK,
            format!("`{name}` is compared, and never changed"),
        )),
        TableState::Released => Some(
            Finding::pass(
                CHECK,
                format!("`{name}` is no longer declared, and left alone"),
            )
            .hint("declare it `dropped` to have it deleted"),
        ),
        TableState::Other(state) => Some(
            Finding::warn(
                CHECK,
                format!("`{name}` is in the state `{state}`, which this release does not know"),
            )
            .hint("use the release of dynamig that wrote it, or a newer one"),
        ),
        _ => None,
    }
}

async fn one(session: &Session, row: &TableRow) -> Vec<Finding> {
    let real = match session.settings().table_name(&row.name) {
        Ok(real) => real,
        Err(error) => return vec![Finding::failed(CHECK, &error.into())],
    };
    match session.describe(&real).await {
        Err(failure) => vec![Finding::failed(CHECK, &failure)],
        Ok(None) => vec![gone(row)],
        Ok(Some(table)) => {
            let found = [recreated(row, &table), unfinished(row)];
            let found = found.into_iter().flatten();
            let protection = unprotected(session, row, &table);
            found
                .chain(changing(row, &table))
                .chain(protection)
                .collect()
        }
    }
}

fn gone(row: &TableRow) -> Finding {
    let name = &row.name;
    match row.id.is_some() || row.created.is_some() {
        true => Finding::fail(CHECK, format!("`{name}` is not there: somebody else deleted it")).hint(
            "`up` makes it again, and empty; if its items are needed, restore them from a backup first",
        ),
        false => Finding::warn(CHECK, format!("`{name}` was to be made, and is not there"))
            .hint("`up` goes on"),
    }
}

fn recreated(row: &TableRow, table: &TableDescription) -> Option<Finding> {
    let created = table.creation_date_time().map(|at| at.secs());
    let is_other = match (&row.id, table.table_id()) {
        (Some(was), Some(is)) => was != is,
        (None, _) | (_, None) => {
            row.created.is_some() && created.is_some() && row.created != created
        }
    };
    is_other.then(|| {
        let detail = format!(
            "`{}` is not the table that was known: it was recreated or restored",
            row.name
        );
        Finding::fail(CHECK, detail)
            .hint("find out who did it before anything is written: `up` refuses it until then")
    })
}

fn unfinished(row: &TableRow) -> Option<Finding> {
    let detail = format!(
        "`{}` was not brought to the end of what is declared",
        row.name
    );
    row.brought
        .is_none()
        .then(|| Finding::warn(CHECK, detail).hint("`up` goes on where the last one stopped"))
}

/// What is still changing of a table.
fn changing(row: &TableRow, table: &TableDescription) -> Vec<Finding> {
    let name = &row.name;
    let mut states = Vec::new();
    if let Some(status) = table
        .table_status()
        .filter(|one| **one != TableStatus::Active)
    {
        states.push(format!("`{name}` is {status}"));
    }
    for index in table.global_secondary_indexes() {
        if let Some(status) = index
            .index_status()
            .filter(|one| **one != IndexStatus::Active)
        {
            let index = index.index_name().unwrap_or_default();
            states.push(format!("index `{index}` of `{name}` is {status}"));
        }
    }
    let found = states.into_iter().map(|state| {
        Finding::warn(CHECK, state).hint("`up` waits for it; nothing is wrong by that alone")
    });
    found.collect()
}

/// Where losing data matters, a table that anybody may delete is told.
fn unprotected(session: &Session, row: &TableRow, table: &TableDescription) -> Option<Finding> {
    let settings = session.settings();
    let matters = settings.is_protected() && !settings.engine().is_local();
    let detail = format!("`{}` is not protected from deletion", row.name);
    (matters && table.deletion_protection_enabled() != Some(true)).then(|| {
        Finding::warn(CHECK, detail)
            .hint("declare its deletion protection, and `up` switches it on")
    })
}
