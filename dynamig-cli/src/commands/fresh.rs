use dynamig::settings::Engine;
use dynamig::{Cleared, Consent};

use super::carry_out::texts;
use super::remains::Remains;
use super::up;
use crate::args::Access;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Document, counted};
#[cfg(feature = "embedded")]
use crate::session::Where;
use crate::session::{Session, Setup};

/// Begins anew: deletes what is remembered of this namespace, and applies everything. Only on an unprotected target.
///
/// Of the embedded engine the file is deleted, with everything in it. Elsewhere the tables that this namespace manages are
/// deleted, and its history is forgotten; tables that migrations made by themselves stay: those that they say they touch
/// are listed, and so are migrations that do not say it.
/// Nobody is asked; `--dry-run` tells beforehand.
#[derive(Debug, clap::Args)]
pub(crate) struct FreshArgs {}

pub(crate) async fn run(_args: FreshArgs, setup: Setup) -> Result<Exit, Failure> {
    if setup.settings.is_protected() {
        let name = setup
            .settings
            .environment()
            .unwrap_or("this target")
            .to_owned();
        return Err(Failure::usage(format!("`fresh` is for unprotected targets, and `{name}` is protected"))
            .hint("`reset` undoes every migration and applies all again; `protected = false` in dynamig.toml unprotects"));
    }
    match setup.settings.engine() {
        Engine::Embedded => embedded(setup).await,
        _ => elsewhere(setup).await,
    }
}

/// Deletes the file, and applies everything.
#[cfg(feature = "embedded")]
async fn embedded(setup: Setup) -> Result<Exit, Failure> {
    let file = setup.engine_file()?;
    let shown = file.display().to_string();
    let was_there = file.exists();
    setup.announce(&Where::File(file.clone()), None);
    if setup.global.dry_run {
        let deletes = match was_there {
            true => format!("delete {shown} and "),
            false => String::new(),
        };
        let sentence = format!("would {deletes}apply everything; nothing was written");
        setup.shell.result(&sentence)?;
        if setup.shell.format() == crate::args::Format::Json {
            let session = setup.connect(Access::Reads).await?;
            Document::new(&session, None)
                .with("would_delete", was_there.then_some(shown))
                .print(session.shell())?;
        }
        return Ok(Exit::DONE);
    }
    // Whoever links nothing, or not what is locked, would be left with nothing.
    setup.registry(Access::Writes)?;
    if was_there {
        let limit = setup.settings.lock_timeout();
        // Waits for a command that is at work in the file; one that serves it has to be stopped.
        drop(crate::session::wait_for(&file, limit, &setup.shell, &setup.cancellation).await?);
        dynamig::embedded::delete(&file)?;
        setup.shell.say(&format!("deleted {shown}"));
    }
    let session = setup.connect(Access::Writes).await?;
    if was_there {
        session.note("deleted", shown);
    }
    up::run_all(&session).await
}

#[cfg(not(feature = "embedded"))]
async fn embedded(setup: Setup) -> Result<Exit, Failure> {
    elsewhere(setup).await
}

/// Deletes the managed tables, forgets the history, and applies everything.
async fn elsewhere(setup: Setup) -> Result<Exit, Failure> {
    let access = if setup.global.dry_run {
        Access::Reads
    } else {
        Access::Writes
    };
    let session = setup.connect(access).await?;
    let migrator = session.migrator()?;
    let history = migrator.read_history().await?;
    let account = history.head.as_ref().map(|head| head.account.as_str());
    session.announce(account);
    let planned = migrator.plan_clear().await?;
    let remains = Remains::of(&session, &migrator, &history, &planned.tables).await?;
    remains.warn(&session);
    session.note("left", remains.json());
    if session.is_dry_run() {
        return dry_run(&session, account, &planned);
    }
    let cleared = migrator.clear_namespace(Consent::Destructive).await?;
    session.note("deleted_tables", cleared.tables.clone());
    session.note("forgot", texts(&cleared.migrations));
    session.shell().say(&format!(
        "{}forgot {}",
        tables_told("deleted", cleared.tables.len()),
        counted(cleared.migrations.len(), "migration")
    ));
    up::run_all(&session).await
}

fn dry_run(session: &Session, account: Option<&str>, planned: &Cleared) -> Result<Exit, Failure> {
    let (ids, tables) = (texts(&planned.migrations), &planned.tables);
    let deleted = tables.iter().map(|table| format!("\n  table {table}"));
    let list: String = deleted
        .chain(ids.iter().map(|id| format!("\n  {id}")))
        .collect();
    session.shell().result(&format!(
        "would {}forget {} and apply everything; nothing was written{list}",
        tables_told("delete", tables.len()),
        counted(ids.len(), "migration")
    ))?;
    if session.is_json() {
        Document::new(session, account)
            .with("would_delete_tables", tables.clone())
            .with("would_forget", ids)
            .print(session.shell())?;
    }
    Ok(Exit::DONE)
}

/// `deleted 2 tables, `; nothing where there are none.
fn tables_told(verb: &str, count: usize) -> String {
    match count {
        0 => String::new(),
        _ => format!("{verb} {}, ", counted(count, "table")),
    }
}
