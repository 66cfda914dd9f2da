use dynamig::Migrator;
use dynamig::plan::Plan;

use super::carry_out::{self, exit_of};
use super::declared_tables;
use crate::args::{Format, SelectionArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Document, plan_lines, plan_markdown};
use crate::session::Session;

/// Shows what `up` would do now. Reads the history, and writes nothing.
///
/// Exits with 4 where `up` would: for migrations that are recorded but not linked, or edited after they were applied.
#[derive(Debug, clap::Args)]
pub(crate) struct PlanArgs {
    #[command(flatten)]
    selection: SelectionArgs,
}

pub(crate) async fn run(args: PlanArgs, session: &Session) -> Result<Exit, Failure> {
    let migrator = session.migrator()?;
    let plan = migrator.plan(&args.selection.selection()).await?;
    show(session, &migrator, plan, None).await
}

/// Prints a plan that is not carried out.
pub(super) async fn show(
    session: &Session,
    migrator: &Migrator,
    plan: Plan,
    account: Option<&str>,
) -> Result<Exit, Failure> {
    let shell = session.shell();
    session.announce(account);
    for warning in &plan.warnings {
        shell.warning(&warning.message, Some(&warning.hint));
    }
    let tables = declared_tables::tell(session, &plan);
    let exit = exit_of(&plan.warnings).or(tables);
    match shell.format() {
        Format::Json => {
            let (history, lock) = tokio::try_join!(migrator.read_history(), migrator.lock())?;
            let report = migrator.report(&history, &plan.tables);
            let document = Document::new(session, account)
                .report(report)
                .lock(lock.as_ref());
            document.steps(&plan).warnings(plan.warnings).print(shell)?;
        }
        Format::Markdown => shell.data(&plan_markdown(&plan))?,
        Format::Human if plan.is_empty() => {
            let report = migrator.status().await?;
            let nothing = carry_out::nothing_to_do(&carry_out::counts(&report.summary));
            shell.data(&(nothing + &declared_tables::looked_at(migrator, &plan)))?;
        }
        Format::Human => shell.data(&plan_lines(&plan, shell.has_colour()))?,
    }
    Ok(exit)
}
