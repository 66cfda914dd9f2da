use dynamig::BaselineOptions;
use dynamig::plan::Hazard;

use super::carry_out::{exit_of, texts};
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
    let plan = migrator.plan_baseline(&selection).await?;
    let mut ids = texts(&plan);
    session.announce(account);
    let mut verb = "would baseline";
    if !session.is_dry_run() && !ids.is_empty() {
        let what = format!(
            "record {} as done without running them",
            counted(ids.len(), "migration")
        );
        let need = Need {
            hazard: Hazard::Safe,
            what: &what,
            account,
            details: &ids.join("\n"),
        };
        let mut options = BaselineOptions::new(selection);
        if consent::obtain(session, need)?.was_asked {
            options = options.agreed(plan);
        }
        ids = texts(&migrator.baseline(&options).await?);
        verb = "baselined";
    }
    let report = migrator.status().await?;
    let exit = exit_of(&report.warnings);
    if session.is_json() {
        let document = Document::new(session, account).report(report);
        document
            .with("baselined", ids.clone())
            .print(session.shell())?;
    } else {
        for warning in &report.warnings {
            session
                .shell()
                .warning(&warning.message, Some(&warning.hint));
        }
    }
    session.shell().result(&match ids.is_empty() {
        true => "nothing to baseline".to_owned(),
        false => format!(
            "{verb} {}\n  {}",
            counted(ids.len(), "migration"),
            ids.join("\n  ")
        ),
    })?;
    Ok(exit)
}
