use dynamig::ContractOptions;
use dynamig::plan::Plan;

use super::carry_out::{Preview, exit_of};
use super::declared_tables::{self, Told};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Document, counted, plan_lines};
use crate::session::Session;

/// Takes away from tables what is no longer wanted, when no older version of the application is about any more.
///
/// Indexes that are no longer declared, what is declared off or lower, and tables that are declared dropped, after a
/// backup. Refused while a migration is not settled, or `up` has something left to do to a table.
#[derive(Debug, clap::Args)]
pub(crate) struct ContractArgs {
    /// Deletes dropped tables without a backup; the audit log keeps why
    #[arg(long, value_name = "REASON")]
    no_backup: Option<String>,
}

pub(crate) async fn run(args: ContractArgs, session: &Session) -> Result<Exit, Failure> {
    let migrator = session.migrator()?;
    let head = migrator.head().await?;
    let account = head.as_ref().map(|head| head.account.as_str());
    let mut options = ContractOptions::new();
    options.no_backup = args.no_backup;
    let plan = migrator.plan_contract(&options).await?;
    let preview = Preview {
        plan,
        account,
        concluded: None,
    };
    if session.is_dry_run() {
        session.announce(account);
        return finish(session, account, &preview.plan, Told::Now).await;
    }
    let agreed = preview.agree(session)?;
    options.consent = agreed.consent;
    options.agreed = agreed.plan;
    let run = migrator.contract(&options).await?;
    let released = &run.released;
    finish(session, account, &run.plan, Told::AfterRun { released }).await
}

/// Tells what was done, or would be.
async fn finish(
    session: &Session,
    account: Option<&str>,
    plan: &Plan,
    told: Told<'_>,
) -> Result<Exit, Failure> {
    let shell = session.shell();
    if session.is_dry_run() {
        for warning in &plan.warnings {
            shell.warning(&warning.message, Some(&warning.hint));
        }
    }
    let exit = exit_of(&plan.warnings).or(declared_tables::tell(session, plan, told));
    if session.is_json() {
        let migrator = session.migrator()?;
        let history = migrator.read_history().await?;
        let tables = migrator.plan_of_tables(&history).await?;
        let report = migrator.report(&history, &tables);
        let document = Document::new(session, account).report(report).steps(plan);
        document.warnings(plan.warnings.clone()).print(shell)?;
        return Ok(exit);
    }
    let tables = counted(declared_tables::touched(plan), "table");
    shell.result(&match plan.is_empty() {
        true => "nothing to contract".to_owned(),
        false if session.is_dry_run() => {
            let steps = plan_lines(plan, shell.has_colour());
            format!(
                "would contract {tables}; nothing was written\n{}",
                steps.trim_end()
            )
        }
        false => format!("contracted {tables}"),
    })?;
    Ok(exit)
}
