use std::collections::BTreeSet;

use dynamig::plan::Selection;
use dynamig::settings::Engine;
use dynamig::{Consent, Migrator};

use super::up;
use crate::args::Access;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::counted;
use crate::session::{Session, Setup};

/// Begins anew: deletes what is remembered of this namespace, and applies everything. Only on an unprotected target.
///
/// Of the embedded engine the file is deleted, with everything in it. Elsewhere the history is forgotten, and tables
/// that migrations made by themselves are left and listed.
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
    if setup.global.dry_run {
        let sentence = format!("would delete {shown} and apply everything; nothing was written");
        setup.shell.result(&sentence)?;
        if setup.shell.format() == crate::args::Format::Json {
            let session = setup.connect(Access::Reads).await?;
            let document = crate::output::Document::new(&session, None).with("would_delete", shown);
            document.print(session.shell())?;
        }
        return Ok(Exit::DONE);
    }
    // Whoever links nothing, or not what is locked, would be left with nothing.
    setup.registry(Access::Writes)?;
    if file.exists() {
        let limit = setup.settings.lock_timeout();
        // Waits for a command that is at work in the file; one that serves it has to be stopped.
        drop(crate::session::wait_for(&file, limit, &setup.shell, &setup.cancellation).await?);
        dynamig::embedded::delete(&file)?;
        setup.shell.say(&format!("deleted {shown}"));
    }
    let session = setup.connect(Access::Writes).await?;
    up::run_selection(&Selection::All, &session).await
}

#[cfg(not(feature = "embedded"))]
async fn embedded(setup: Setup) -> Result<Exit, Failure> {
    elsewhere(setup).await
}

/// Forgets the history, and applies everything.
async fn elsewhere(setup: Setup) -> Result<Exit, Failure> {
    let access = if setup.global.dry_run {
        Access::Reads
    } else {
        Access::Writes
    };
    let session = setup.connect(access).await?;
    let migrator = session.migrator()?;
    session.announce(None);
    let left = left(&session, &migrator).await?;
    if session.is_dry_run() {
        let rows = migrator.read_history().await?.rows.len();
        let sentence = format!(
            "would forget {} and apply everything; nothing was written",
            counted(rows, "migration")
        );
        session.shell().result(&sentence)?;
        if session.is_json() {
            let document = crate::output::Document::new(&session, None);
            document
                .with("would_forget", rows)
                .with("left", left)
                .print(session.shell())?;
        }
        return Ok(Exit::DONE);
    }
    let forgotten = migrator.forget_namespace(Consent::Destructive).await?;
    session
        .shell()
        .say(&format!("forgot {}", counted(forgotten.len(), "migration")));
    if !left.is_empty() {
        let message = format!("these tables are left as they are: {}", left.join(", "));
        session.shell().warning(
            &message,
            Some(
                "a migration that creates one of them may fail; delete it yourself, or use `reset`",
            ),
        );
    }
    up::run_selection(&Selection::All, &session).await
}

/// The real names of the tables that migrations say they touch, and that are there.
async fn left(session: &Session, migrator: &Migrator) -> Result<Vec<String>, Failure> {
    let touched = migrator
        .registry()
        .in_order()
        .filter_map(|migration| migration.touches());
    let touched: BTreeSet<&String> = touched.flatten().collect();
    let mut left = Vec::new();
    for logical in touched {
        let name = session.settings().table_name(logical)?;
        if session.describe(&name).await?.is_some() {
            left.push(name);
        }
    }
    Ok(left)
}
