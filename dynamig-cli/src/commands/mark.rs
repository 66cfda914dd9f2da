use dynamig::Mark;
use dynamig::history::{After, Command, transition};
use dynamig::plan::Hazard;

use crate::consent::{self, Need};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Document;
use crate::session::Session;

/// Records what you know of a migration, having looked; runs nothing. The audit log keeps who did it and why.
#[derive(Debug, clap::Args)]
pub(crate) struct MarkArgs {
    /// The migration: `VERSION_name`, or the version or the name alone
    id: String,

    /// What is true of it
    #[arg(value_enum)]
    state: StateArg,

    /// Why; needed on a protected target
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum StateArg {
    /// It is applied
    Applied,
    /// It is undone, or never took effect
    Reverted,
    /// It is not meant for this environment
    Skipped,
    /// Its row is to be removed
    Forgotten,
}

pub(crate) async fn run(args: MarkArgs, session: &Session) -> Result<Exit, Failure> {
    let migrator = session.migrator()?;
    let history = migrator.read_history().await?;
    let id = migrator.find(&history, &args.id)?;
    let account = history.head.as_ref().map(|head| head.account.clone());
    if session.is_dry_run() {
        let status = history.row(&id).map(|row| &row.status);
        return dry_run(&args, session, status, &id.to_string());
    }
    session.announce(account.as_deref());
    let is_protected = session.settings().is_protected();
    let what = format!("mark {id} {}", args.state.word());
    let need = Need {
        hazard: if is_protected {
            Hazard::Destructive
        } else {
            Hazard::Safe
        },
        what: &what,
        account: account.as_deref(),
        advice: "",
        details: "",
    };
    let agreement = consent::obtain(session, need)?;
    let (mark, reason) = (args.state.mark(), args.reason.clone());
    migrator
        .mark(&id.to_string(), mark, reason, agreement.level)
        .await?;
    if session.is_json() {
        let report = migrator.status().await?;
        Document::new(session, account.as_deref())
            .report(report)
            .print(session.shell())?;
    }
    let marked = format!("marked {id} {}", args.state.word());
    session.shell().result(&marked)?;
    Ok(Exit::DONE)
}

fn dry_run(
    args: &MarkArgs,
    session: &Session,
    status: Option<&dynamig::history::Status>,
    id: &str,
) -> Result<Exit, Failure> {
    let from = status.map_or("not recorded", |status| status.as_str());
    let Some(after) = transition(status, args.state.command()) else {
        let word = args.state.word();
        return Err(Failure::new(
            dynamig::Code::IllegalTransition,
            format!("{id} is {from} and cannot be marked {word}"),
        ));
    };
    let to = match &after {
        After::State(status) => status.as_str(),
        _ => "forgotten",
    };
    if session.is_json() {
        Document::new(session, None)
            .with("would", format!("{from} -> {to}"))
            .print(session.shell())?;
    }
    session.shell().result(&format!(
        "would mark {id} {to} (it is {from}); nothing was written"
    ))?;
    Ok(Exit::DONE)
}

impl StateArg {
    fn mark(self) -> Mark {
        match self {
            Self::Applied => Mark::Applied,
            Self::Reverted => Mark::Reverted,
            Self::Skipped => Mark::Skipped,
            Self::Forgotten => Mark::Forgotten,
        }
    }

    fn command(self) -> Command {
        match self {
            Self::Applied => Command::MarkApplied,
            Self::Reverted => Command::MarkReverted,
            Self::Skipped => Command::MarkSkipped,
            Self::Forgotten => Command::MarkForgotten,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Reverted => "reverted",
            Self::Skipped => "skipped",
            Self::Forgotten => "forgotten",
        }
    }
}
