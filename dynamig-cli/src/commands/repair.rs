use dynamig::plan::{Hazard, WarningKind};
use dynamig::report::Report;
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
    let edited: Vec<MigrationId> = edited(&report).collect();
    session.announce(account);
    let (verb, ids) = if session.is_dry_run() || edited.is_empty() {
        ("would accept", texts(&edited))
    } else {
        let options = agreed(args, edited, session, account)?;
        ("accepted", texts(&migrator.repair(&options).await?))
    };
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

/// The migrations that were edited after they were applied.
fn edited(report: &Report) -> impl Iterator<Item = MigrationId> {
    let warnings = report.warnings.iter();
    let edited = warnings.filter(|warning| warning.kind == WarningKind::Edited);
    edited.flat_map(|warning| warning.migrations.clone())
}

/// Asks about the edits, as far as somebody is to be asked.
fn agreed(
    args: RepairArgs,
    edited: Vec<MigrationId>,
    session: &Session,
    account: Option<&str>,
) -> Result<RepairOptions, Failure> {
    let need = Need {
        hazard: if session.settings().is_protected() {
            Hazard::Destructive
        } else {
            Hazard::Safe
        },
        what: &format!("accept the edits of {}", counted(edited.len(), "migration")),
        account,
        advice: "",
        details: &texts(&edited).join("\n"),
    };
    let agreement = consent::obtain(session, need)?;
    let mut options = RepairOptions::new().consent(agreement.level);
    options.reason = args.reason;
    options.agreed = agreement.was_asked.then_some(edited);
    Ok(options)
}
