use dynamig::history::{History, MigrationRow};
use dynamig::report::{self, Report};
use dynamig::rewrite::{FailedItem, ItemProgress};
use dynamig::{MigrationId, Migrator};

use super::show_table;
use crate::args::Format;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{
    Document, fields, instant, log_lines, milliseconds, progress_words, step_lines, stored_progress,
};
use crate::session::Session;

/// Shows everything that is recorded of one migration: its row, the steps that its functions have stored, and what the
/// audit log says of it. What a step stored is not shown: it may hold what is in your items.
///
/// Of a table too, by its logical name, where no migration has that name.
#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    /// The migration: `VERSION_name`, or the version or the name alone; or a table
    id: String,

    /// The table of this name, also where a migration has it
    #[arg(long)]
    table: bool,
}

pub(crate) async fn run(args: ShowArgs, session: &Session) -> Result<Exit, Failure> {
    let migrator = session.history();
    let history = migrator.read_history().await?;
    let table = history.tables.get(&args.id);
    let id = match (migrator.find(&history, &args.id), table) {
        (_, Some(row)) if args.table => {
            return show_table::show(session, &migrator, &history, row).await;
        }
        (_, None) if args.table => return Err(no_table(&args.id)),
        (Err(_), Some(row)) => return show_table::show(session, &migrator, &history, row).await,
        (Err(error), None) => return Err(neither(&error)),
        (Ok(id), _) => id,
    };
    show(session, &migrator, &history, &id).await
}

async fn show(
    session: &Session,
    migrator: &Migrator,
    history: &History,
    id: &MigrationId,
) -> Result<Exit, Failure> {
    let (mut log, steps, lock, progress, failed) = tokio::try_join!(
        migrator.log(),
        migrator.steps(id),
        migrator.lock(),
        migrator.item_progress(id),
        migrator.failed_items(id)
    )?;
    log.retain(|row| row.migration.as_deref() == Some(&id.to_string()));
    let account = history.head.as_ref().map(|head| head.account.clone());
    session.announce(account.as_deref());
    let shell = session.shell();
    let Some(row) = history.row(id) else {
        return Ok(Exit::DONE);
    };
    if shell.format() == Format::Json {
        let report = report_of(history, id, progress.as_ref());
        let document = Document::new(session, account.as_deref()).report(report);
        let document = document.lock(lock.as_ref()).log(log);
        let document = document.with("row", json(row));
        document
            .with_form("stored_steps", &steps)?
            .with_form("failed_items", &failed)?
            .print(shell)?;
        return Ok(Exit::DONE);
    }
    let has_colour = shell.has_colour();
    let mut text = lines(row, progress.as_ref());
    if !steps.is_empty() {
        text.push_str(&format!("\n{}", step_lines(&steps, has_colour)));
    }
    text.push_str(&failed_lines(&failed));
    text.push_str(&format!("\n{}", log_lines(&log, has_colour)));
    shell.data(&text)?;
    Ok(Exit::DONE)
}

/// What is recorded of one migration.
fn report_of(history: &History, id: &MigrationId, progress: Option<&ItemProgress>) -> Report {
    let mut report = report::recorded(history);
    report.migrations.retain(|one| one.id == id.to_string());
    report.tables.clear();
    for one in &mut report.migrations {
        one.progress = progress.map(stored_progress);
    }
    report
}

fn no_table(name: &str) -> Failure {
    Failure::usage(format!("no table `{name}` is recorded")).hint(
        "`history` lists those that are; `status` also those that are declared and that `up` has not met yet",
    )
}

/// The core knows of migrations alone.
fn neither(error: &dynamig::Error) -> Failure {
    let message = format!("{error}, and no table of that name is recorded");
    let failure = Failure::new(error.code(), message);
    match error.what_next() {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}

fn lines(row: &MigrationRow, progress: Option<&ItemProgress>) -> String {
    let number = |number: Option<u64>| number.map_or_else(String::new, |number| number.to_string());
    fields(&[
        ("migration", row.id.to_string()),
        ("what", row.description.clone()),
        ("status", row.status.to_string()),
        ("note", row.remark().unwrap_or_default()),
        ("progress", progress.map(progress_words).unwrap_or_default()),
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

/// So many of the items that a run went past are shown; `--json` has all.
const FAILED: usize = 20;

fn failed_lines(failed: &[FailedItem]) -> String {
    let mut text = String::new();
    for FailedItem { item, message, .. } in failed.iter().take(FAILED) {
        text.push_str(&format!("\nitem {item}: {message}"));
    }
    match failed.len().saturating_sub(FAILED) {
        0 if failed.is_empty() => text,
        0 => text + "\n",
        more => format!("{text}\nand {more} more: `--json` has all\n"),
    }
}

/// The row as it is stored, as far as it is no contract of the document's.
fn json(row: &MigrationRow) -> serde_json::Value {
    serde_json::json!({
        "status": row.status.as_str(),
        "note": row.remark(),
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
