use dynamig::plan::{Action, Hazard};

use crate::args::SelectionArgs;
use crate::consent::{self, Need};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Document, counted};
use crate::session::Session;

/// Records pending migrations as baselined, without running them: for an environment that already is as they would make
/// it, because another tool was there before.
#[derive(Debug, clap::Args)]
pub(crate) struct BaselineArgs {
    #[command(flatten)]
    selection: SelectionArgs,
}

pub(crate) async fn run(args: BaselineArgs, session: &Session) -> Result<Exit, Failure> {
    let migrator = session.migrator()?;
    let selection = args.selection.selection();
    let head = migrator.head().await?;
    let account = head.as_ref().map(|head| head.account.as_str());
    let plan = migrator.plan(&selection).await?;
    for warning in &plan.warnings {
        session
            .shell()
            .warning(&warning.message, Some(&warning.hint));
    }
    let runs = plan
        .steps
        .iter()
        .filter(|step| matches!(step.action, Action::Apply | Action::Skip(_)));
    let mut ids: Vec<String> = runs.map(|step| step.id.to_string()).collect();
    session.announce(account);
    let mut verb = "would baseline";
    if !session.is_dry_run() && !ids.is_empty() {
        let what = format!(
            "record {} as done without running them",
            counted(ids.len(), "migration")
        );
        let details = ids.join("\n");
        let need = Need {
            hazard: Hazard::Safe,
            what: &what,
            account,
            details: &details,
        };
        consent::obtain(session, need)?;
        ids = migrator
            .baseline(&selection)
            .await?
            .iter()
            .map(ToString::to_string)
            .collect();
        verb = "baselined";
    }
    if session.is_json() {
        let report = migrator.status().await?;
        let document = Document::new(session, account)
            .report(report)
            .warnings(plan.warnings.clone());
        document
            .with("baselined", ids.clone())
            .print(session.shell())?;
    }
    session.shell().result(&match ids.is_empty() {
        true => "nothing to baseline".to_owned(),
        false => format!(
            "{verb} {}\n  {}",
            counted(ids.len(), "migration"),
            ids.join("\n  ")
        ),
    })?;
    Ok(super::carry_out::exit_of(&plan.warnings))
}
