use dynamig::Code;
use dynamig::lease::LockRecord;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Document, fields, took};
use crate::session::Session;

/// What to do with the lock.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum LockCommand {
    /// Show who holds the lock
    Show(ShowArgs),
    /// Take the lock from its holder by force
    Release(ReleaseArgs),
}

/// Shows who holds the lock, and the name to release it by.
#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {}

/// Takes the lock from its holder by force, without waiting its lease out. Not needed after a crash: the next command
/// takes the lock by itself, one lease later.
#[derive(Debug, clap::Args)]
pub(crate) struct ReleaseArgs {
    /// The holder that is meant, as `lock show` prints it: a lock that went on to another is left alone
    #[arg(long, value_name = "OWNER")]
    owner: String,

    /// Why; needed on a protected target
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

pub(crate) async fn run(command: LockCommand, session: &Session) -> Result<Exit, Failure> {
    match command {
        LockCommand::Show(_) => show(session).await,
        LockCommand::Release(args) => release(args, session).await,
    }
}

async fn show(session: &Session) -> Result<Exit, Failure> {
    let lock = session.history().lock().await?;
    session.announce(None);
    if session.is_json() {
        Document::new(session, None)
            .lock(lock.as_ref())
            .print(session.shell())?;
    }
    session
        .shell()
        .result(&match lock.filter(LockRecord::is_held) {
            Some(lock) => lines(&lock),
            None => "nobody holds the lock".to_owned(),
        })?;
    Ok(Exit::DONE)
}

async fn release(args: ReleaseArgs, session: &Session) -> Result<Exit, Failure> {
    let is_reasoned = args
        .reason
        .as_ref()
        .is_some_and(|reason| !reason.trim().is_empty());
    if session.settings().is_protected() && !is_reasoned {
        return Err(
            Failure::usage("releasing the lock of a protected target needs a reason")
                .hint("add `--reason \"…\"`; the audit log keeps it"),
        );
    }
    let migrator = session.history();
    session.announce(None);
    if session.is_dry_run() {
        let lock = migrator.lock().await?;
        let held = lock
            .as_ref()
            .filter(|lock| lock.owner.as_deref() == Some(&args.owner));
        let Some(held) = held else {
            return Err(Failure::new(
                Code::LockMoved,
                format!("the lock is not held by `{}`", args.owner),
            )
            .hint("`lock show` says who holds it"));
        };
        return told(session, held, "would release the lock of");
    }
    let released = migrator.release_lock(&args.owner, args.reason).await?;
    told(session, &released, "released the lock of")
}

fn told(session: &Session, lock: &LockRecord, verb: &str) -> Result<Exit, Failure> {
    if session.is_json() {
        Document::new(session, None)
            .lock(Some(lock))
            .print(session.shell())?;
    }
    let LockRecord {
        actor,
        host,
        pid,
        run,
        ..
    } = lock;
    session.shell().result(&format!(
        "{verb} {actor} on {host} (process {pid}, `{run}`)\nthe next command waits {} first: that process may still be at work",
        took(lock.lease)
    ))?;
    Ok(Exit::DONE)
}

fn lines(lock: &LockRecord) -> String {
    fields(&[
        ("owner", lock.owner.clone().unwrap_or_default()),
        (
            "held by",
            format!("{} on {} (process {})", lock.actor, lock.host, lock.pid),
        ),
        ("runs", lock.run.clone()),
        ("lease", took(lock.lease)),
        ("generation", lock.generation.to_string()),
    ])
}
