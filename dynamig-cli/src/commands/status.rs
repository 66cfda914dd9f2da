use dynamig::plan::tables::TablePlan;
use dynamig::report::{self, Summary};

use super::{declared_tables, item_progress};
use crate::args::Format;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Document, status_lines, status_markdown};
use crate::session::Session;

/// Shows where every migration and every table stands that is linked or recorded. Reads the history, looks at the declared
/// tables, and writes nothing.
#[derive(Debug, clap::Args)]
pub(crate) struct StatusArgs {
    /// Exit with 4 where something is unknown, edited, blocked, or a table to decide about, else with 3 where something is
    /// pending, or a table to be changed
    #[arg(long)]
    exit_code: bool,

    /// Show what is recorded, without building the crate: pending, edited and unknown cannot be told
    #[arg(long, conflicts_with = "definition_files")]
    no_build: bool,

    /// Do not look at the declared tables: of them it tells what is recorded
    #[arg(long)]
    no_observe: bool,
}

impl StatusArgs {
    /// Whether it can be answered without the crate.
    pub(crate) fn builds_nothing(&self) -> bool {
        self.no_build
    }
}

pub(crate) async fn run(args: StatusArgs, session: &Session) -> Result<Exit, Failure> {
    let shell = session.shell();
    let migrator = match args.no_build {
        true => session.history(),
        false => session.migrator()?,
    };
    let (history, lock) = tokio::try_join!(migrator.read_history(), migrator.lock())?;
    let tables = match args.no_build || args.no_observe {
        true => TablePlan::default(),
        false => migrator.plan_of_tables(&history).await?,
    };
    let mut report = match args.no_build {
        true => report::recorded(&history),
        false => migrator.report(&history, &tables),
    };
    item_progress::add(&mut report, &migrator).await?;
    session.announce(None);
    declared_tables::tell_notes(session, &tables);
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
    let undecided = summary.unknown + summary.edited + summary.blocked + summary.suspended;
    let pending = summary.pending + summary.failed + summary.running;
    if undecided + summary.tables.differing > 0 {
        Exit::DRIFT
    } else if pending + summary.tables.pending > 0 {
        Exit::PENDING
    } else {
        Exit::DONE
    }
}
