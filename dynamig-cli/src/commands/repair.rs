use dynamig::plan::{Hazard, WarningKind};
use dynamig::{MigrationId, RepairOptions};

use super::carry_out::texts;
use crate::consent::{self, Need};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Document, counted};
use crate::session::Session;

/// Accepts migrations that were edited after they were applied, as if their revision had been raised; runs nothing.
#[derive(Debug, clap::Args)]
pub(crate) struct RepairArgs {
    /// Why; needed on a protected target
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

pub(crate) async fn run(args: RepairArgs, session: &Session) -> Result<Exit, Failure> {
    let migrator = session.migrator()?;
    let head = migrator.head().await?;
    let account = head.as_ref().map(|head| head.account.as_str());
    let report = migrator.status().await?;
    let edited = report
        .warnings
        .iter()
        .filter(|warning| warning.kind == WarningKind::Edited);
    let plan: Vec<MigrationId> = edited
        .flat_map(|warning| warning.migrations.clone())
        .collect();
    let mut ids = texts(&plan);
    session.announce(account);
    let mut verb = "would accept";
    if !session.is_dry_run() && !ids.is_empty() {
        let is_protected = session.settings().is_protected();
        let what = format!("accept the edits of {}", counted(ids.len(), "migration"));
        let details = ids.join("\n");
        let need = Need {
            hazard: if is_protected {
                Hazard::Destructive
            } else {
                Hazard::Safe
            },
            what: &what,
            account,
            details: &details,
        };
        let agreement = consent::obtain(session, need)?;
        let mut options = RepairOptions::new().consent(agreement.level);
        options.reason = args.reason;
        options.agreed = agreement.was_asked.then_some(plan);
        ids = texts(&migrator.repair(&options).await?);
        verb = "accepted";
    }
    if session.is_json() {
        let report = migrator.status().await?;
        let document = Document::new(session, account).report(report);
        document
            .with("accepted", ids.clone())
            .print(session.shell())?;
    }
    session.shell().result(&match ids.is_empty() {
        true => "nothing to repair: no applied migration was edited".to_owned(),
        false => format!(
            "{verb} the edits of {}\n  {}",
            counted(ids.len(), "migration"),
            ids.join("\n  ")
        ),
    })?;
    Ok(Exit::DONE)
}
