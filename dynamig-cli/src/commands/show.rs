use dynamig::history::MigrationRow;
use dynamig::report;

use crate::args::Format;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Document, fields, instant, log_lines, milliseconds};
use crate::session::Session;

/// Shows everything that is recorded of one migration: its row, and what the audit log says of it.
#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    /// The migration: `VERSION_name`, or the version or the name alone
    id: String,
}

pub(crate) async fn run(args: ShowArgs, session: &Session) -> Result<Exit, Failure> {
    let migrator = session.history();
    let history = migrator.read_history().await?;
    let id = migrator.find(&history, &args.id)?;
    let (log, lock) = tokio::try_join!(migrator.log(), migrator.lock())?;
    let log: Vec<_> = log
        .into_iter()
        .filter(|row| row.migration.as_deref() == Some(&id.to_string()))
        .collect();
    let account = history.head.as_ref().map(|head| head.account.clone());
    session.announce(account.as_deref());
    let shell = session.shell();
    let Some(row) = history.row(&id) else {
        return Ok(Exit::DONE);
    };
    match shell.format() {
        Format::Json => {
            let mut report = report::recorded(&history);
            report.migrations.retain(|one| one.id == id.to_string());
            let document = Document::new(session, account.as_deref()).report(report);
            document
                .lock(lock.as_ref())
                .log(log)
                .with("row", json(row))
                .print(shell)?;
        }
        Format::Human | Format::Markdown => {
            let text = format!("{}\n{}", lines(row), log_lines(&log, shell.has_colour()));
            shell.data(&text)?;
        }
    }
    Ok(Exit::DONE)
}

fn lines(row: &MigrationRow) -> String {
    let number = |number: Option<u64>| number.map_or_else(String::new, |number| number.to_string());
    fields(&[
        ("migration", row.id.to_string()),
        ("what", row.description.clone()),
        ("status", row.status.to_string()),
        ("note", row.note.clone().unwrap_or_default()),
        ("order", number(row.seq)),
        ("attempts", row.attempts.to_string()),
        ("started", instant(row.started_at.as_deref())),
        ("finished", instant(row.finished_at.as_deref())),
        ("took", milliseconds(row.duration_ms)),
        ("by", row.applied_by.clone().unwrap_or_default()),
        ("revision", row.revision.to_string()),
        ("fingerprint", row.fingerprint.clone()),
        ("generation", row.generation.to_string()),
        ("written by", format!("dynamig {}", row.tool_version)),
        ("error", row.error.clone().unwrap_or_default()),
    ])
}

/// The row as it is stored, as far as it is no contract of the document's.
fn json(row: &MigrationRow) -> serde_json::Value {
    serde_json::json!({
        "status": row.status.as_str(),
        "note": row.note,
        "seq": row.seq,
        "attempts": row.attempts,
        "revision": row.revision,
        "started_at": row.started_at,
        "finished_at": row.finished_at,
        "generation": row.generation,
        "tool_version": row.tool_version,
        "schema": row.schema,
    })
}
