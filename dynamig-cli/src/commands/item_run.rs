//! What a person says of the run of an item migration, from any machine: it is written into the run's row, and whoever runs
//! it does it.

use dynamig::{MigrationId, Migrator, RunWish, Throttle};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Document;
use crate::session::Session;

/// Has an item migration wait: its process stays, finishes the pages that it is at, and goes on when it is resumed.
#[derive(Debug, clap::Args)]
pub(crate) struct PauseArgs {
    #[command(flatten)]
    run: RunArgs,
}

/// Has a paused or cancelled item migration go on from its checkpoints: at once where its process waits, else with the next
/// `up`.
#[derive(Debug, clap::Args)]
pub(crate) struct ResumeArgs {
    #[command(flatten)]
    run: RunArgs,
}

/// Ends an item migration as far as it is: no `up` goes on with it until it is resumed, and its process ends with 4.
#[derive(Debug, clap::Args)]
pub(crate) struct CancelArgs {
    #[command(flatten)]
    run: RunArgs,
}

#[derive(Debug, clap::Args)]
struct RunArgs {
    /// The migration: `VERSION_name`, or the version or the name alone
    id: String,

    /// Why; the audit log keeps it
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

/// Changes the rates of an item migration while it runs, and for whoever goes on with it.
#[derive(Debug, clap::Args)]
pub(crate) struct ThrottleArgs {
    /// The migration: `VERSION_name`, or the version or the name alone
    id: String,

    /// The most units a second: max_wcu=300 max_rcu=500, one of them or both
    #[arg(required = true, num_args = 1..=2, value_name = "max_wcu=N|max_rcu=N", value_parser = rate)]
    rates: Vec<Rate>,
}

/// A rate as it is written: `max_wcu=300`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rate {
    Reads(u32),
    Writes(u32),
}

fn rate(text: &str) -> Result<Rate, String> {
    let (name, value) = text
        .split_once('=')
        .ok_or("write max_wcu=300 or max_rcu=300")?;
    let units = match value.parse::<u32>() {
        Ok(0) => return Err("0 units a second is no rate: `pause` has it wait".to_owned()),
        Ok(units) => units,
        Err(_) => {
            return Err(format!(
                "`{value}` is no whole number of units a second: write {name}=300"
            ));
        }
    };
    match name {
        "max_wcu" => Ok(Rate::Writes(units)),
        "max_rcu" => Ok(Rate::Reads(units)),
        _ => Err(format!(
            "there is no rate `{name}`: write max_wcu=300 or max_rcu=300"
        )),
    }
}

pub(crate) async fn pause(args: PauseArgs, session: &Session) -> Result<Exit, Failure> {
    wish(args.run, RunWish::Pause, session).await
}

pub(crate) async fn resume(args: ResumeArgs, session: &Session) -> Result<Exit, Failure> {
    wish(args.run, RunWish::Resume, session).await
}

pub(crate) async fn cancel(args: CancelArgs, session: &Session) -> Result<Exit, Failure> {
    let is_reasoned = args
        .run
        .reason
        .as_ref()
        .is_some_and(|reason| !reason.trim().is_empty());
    if session.settings().is_protected() && !is_reasoned {
        return Err(Failure::usage(
            "cancelling an item migration on a protected target needs a reason",
        )
        .hint("add `--reason \"…\"`; the audit log keeps it"));
    }
    wish(args.run, RunWish::Cancel, session).await
}

async fn wish(args: RunArgs, wish: RunWish, session: &Session) -> Result<Exit, Failure> {
    let migrator = session.history();
    session.announce(None);
    if session.is_dry_run() {
        let id = migrator.check_wish(&args.id, wish).await?;
        let would = match wish {
            RunWish::Pause => "pause",
            RunWish::Resume => "resume",
            _ => "cancel",
        };
        let says = format!("would {would} {id}; nothing was written");
        return told(session, &migrator, &id, &says).await;
    }
    let id = migrator.wish(&args.id, wish, args.reason).await?;
    let says = match wish {
        RunWish::Pause => format!("paused {id}: `resume {id}` has it go on from its checkpoints"),
        RunWish::Resume => format!(
            "resumed {id}: it goes on from its checkpoints, at once where its process waits, else with the next `up`"
        ),
        _ => format!("cancelled {id}: what it has done stays, and `resume {id}` has it go on"),
    };
    told(session, &migrator, &id, &says).await
}

pub(crate) async fn throttle(args: ThrottleArgs, session: &Session) -> Result<Exit, Failure> {
    let mut to = Throttle::default();
    for rate in args.rates {
        let (slot, units, name) = match rate {
            Rate::Reads(units) => (&mut to.max_rcu, units, "max_rcu"),
            Rate::Writes(units) => (&mut to.max_wcu, units, "max_wcu"),
        };
        if slot.replace(units).is_some() {
            return Err(Failure::usage(format!("`{name}` is given twice")));
        }
    }
    let migrator = session.history();
    session.announce(None);
    let rates = [(to.max_rcu, "read"), (to.max_wcu, "write")];
    let rates = rates.into_iter();
    let rates = rates.filter_map(|(units, kind)| Some(format!("{} {kind} units", units?)));
    let rates = rates.collect::<Vec<_>>().join(" and ");
    let (id, says) = match session.is_dry_run() {
        true => {
            let id = migrator.check_throttle(&args.id).await?;
            let says = format!("would throttle {id} to {rates} a second; nothing was written");
            (id, says)
        }
        false => {
            let id = migrator.throttle(&args.id, to).await?;
            let says =
                format!("throttled {id} to {rates} a second, within two seconds where it runs");
            (id, says)
        }
    };
    told(session, &migrator, &id, &says).await
}

/// Says what was done, or with `--json` how that leaves the migration.
async fn told(
    session: &Session,
    migrator: &Migrator,
    id: &MigrationId,
    says: &str,
) -> Result<Exit, Failure> {
    if session.is_json() {
        let mut report = dynamig::report::recorded(&migrator.read_history().await?);
        report.migrations.retain(|one| one.id == id.to_string());
        report.tables.clear();
        super::item_progress::add(&mut report, migrator).await?;
        Document::new(session, None)
            .report(report)
            .print(session.shell())?;
    }
    session.shell().result(says)?;
    Ok(Exit::DONE)
}
