use dynamig::report::{self, Summary};

use crate::args::Format;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Document, status_lines, status_markdown};
use crate::session::Session;

/// Shows where every migration stands that is linked or recorded. Reads the history, and writes nothing.
#[derive(Debug, clap::Args)]
pub(crate) struct StatusArgs {
    /// Exit with 4 where something is unknown, edited or blocked, else with 3 where something is pending
    #[arg(long)]
    exit_code: bool,

    /// Show what is recorded, without building the crate: pending, edited and unknown cannot be told
    #[arg(long)]
    no_build: bool,
}

pub(crate) async fn run(args: StatusArgs, session: &Session) -> Result<Exit, Failure> {
    let shell = session.shell();
    let (migrator, history) = match args.no_build {
        true => (session.history(), true),
        false => (session.migrator()?, false),
    };
    let read = async {
        match history {
            true => migrator
                .read_history()
                .await
                .map(|history| report::recorded(&history)),
            false => migrator.status().await,
        }
    };
    let (report, lock) = tokio::try_join!(read, migrator.lock())?;
    session.announce(None);
    for warning in &report.warnings {
        shell.warning(&warning.message, Some(&warning.hint));
    }
    let exit = match args.exit_code {
        true => exit_of(&report.summary),
        false => Exit::DONE,
    };
    match shell.format() {
        Format::Json => Document::new(session, None)
            .report(report)
            .lock(lock.as_ref())
            .print(shell)?,
        Format::Markdown => shell.data(&status_markdown(&report))?,
        Format::Human => shell.data(&status_lines(&report, shell.has_colour()))?,
    }
    Ok(exit)
}

fn exit_of(summary: &Summary) -> Exit {
    if summary.unknown + summary.edited + summary.blocked + summary.suspended > 0 {
        Exit::DRIFT
    } else if summary.pending + summary.failed + summary.running > 0 {
        Exit::PENDING
    } else {
        Exit::DONE
    }
}
