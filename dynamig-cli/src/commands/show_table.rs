//! `show` of a table.

use dynamig::Migrator;
use dynamig::history::History;
use dynamig::report;
use dynamig::table::{TableRow, TableState};

use crate::args::Format;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Document, fields, instant, log_lines};
use crate::session::Session;

/// Shows what is recorded of a table, and what the audit log says of it.
pub(super) async fn show(
    session: &Session,
    migrator: &Migrator,
    history: &History,
    row: &TableRow,
) -> Result<Exit, Failure> {
    let (mut log, lock) = tokio::try_join!(migrator.log(), migrator.lock())?;
    log.retain(|one| one.table.as_ref() == Some(&row.name));
    let account = history.head.as_ref().map(|head| head.account.as_str());
    session.announce(account);
    let shell = session.shell();
    match shell.format() {
        Format::Json => {
            let mut report = report::recorded(history);
            report.migrations.clear();
            report.tables.retain(|table| table.name == row.name);
            let document = Document::new(session, account).report(report);
            document
                .lock(lock.as_ref())
                .log(log)
                .with("row", json(row))
                .print(shell)?;
        }
        Format::Human | Format::Markdown => {
            let real = session.settings().table_name(&row.name)?;
            let log = log_lines(&log, shell.has_colour());
            shell.data(&format!("{}\n{log}", lines(row, real)))?;
            shell.say("this is what is recorded; `status` and `diff` look at the table");
        }
    }
    Ok(Exit::DONE)
}

fn lines(row: &TableRow, real: String) -> String {
    let indexes: Vec<_> = row.indexes.iter().map(String::as_str).collect();
    let keys = row
        .keys
        .iter()
        .map(|(name, arn)| format!("{name} is {arn}"));
    let hash = |hash: Option<&str>| hash.unwrap_or_default().to_owned();
    let bound_for = match (&row.state, &row.brought) {
        (TableState::Managed, None) => hash(row.hash()),
        _ => String::new(),
    };
    fields(&[
        ("table", row.name.clone()),
        ("real name", real),
        ("state", row.state.as_str().to_owned()),
        ("brought to", hash(row.brought.as_deref())),
        ("on its way to", bound_for),
        ("revision", row.revision.to_string()),
        ("package", row.package.clone()),
        ("indexes", indexes.join(", ")),
        ("keys", keys.collect::<Vec<_>>().join("\n")),
        ("stack", row.stack.clone().unwrap_or_default()),
        ("engine lacks", row.skipped.join(", ")),
        ("looked at", instant(row.looked_at.as_deref())),
        ("id", row.id.clone().unwrap_or_default()),
        ("generation", row.generation.to_string()),
    ])
}

/// The row as it is stored, as far as it is no contract of the document's.
fn json(row: &TableRow) -> serde_json::Value {
    serde_json::json!({
        "state": row.state.as_str(),
        "brought": row.brought,
        "hashes": row.hashes,
        "revision": row.revision,
        "package": row.package,
        "indexes": row.indexes,
        "keys": row.keys,
        "stack": row.stack,
        "skipped": row.skipped,
        "looked_at": row.looked_at,
        "id": row.id,
        "generation": row.generation,
        "schema": row.schema,
    })
}
