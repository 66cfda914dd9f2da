use dynamig::DownOptions;
use dynamig::plan::Strand;

use super::carry_out::{self, Preview};
use super::trials::check_dry_run;
use crate::args::{DownSelectionArgs, NoPitrArgs, ProgressArgs, TrialArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::session::Session;

/// Undoes applied migrations by their down functions, the last applied first. On a protected target that is destructive.
#[derive(Debug, clap::Args)]
pub(crate) struct DownArgs {
    #[command(flatten)]
    selection: DownSelectionArgs,

    /// Undo it even where migrations that depend on it stay applied
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    trial: TrialArgs,

    #[command(flatten)]
    recovery: NoPitrArgs,

    #[command(flatten)]
    pub(crate) progress: ProgressArgs,
}

pub(crate) async fn run(args: DownArgs, session: &Session) -> Result<Exit, Failure> {
    check_dry_run(args.trial, session)?;
    let migrator = session.migrator()?;
    let strand = match args.force {
        true => Strand::Force,
        false => Strand::Refuse,
    };
    let mut options = DownOptions::new(args.selection.selection()).strand(strand);
    options.no_pitr = args.recovery.no_pitr;
    let head = migrator.head().await?;
    let account = head.as_ref().map(|head| head.account.as_str());
    let plan = migrator.plan_down(&options).await?;
    if session.is_dry_run() {
        return super::plan::show_tried(session, &migrator, plan, account, Some(args.trial)).await;
    }
    let preview = Preview {
        plan,
        account,
        concluded: None,
    };
    let agreed = preview.agree(session)?;
    let mut options = options.consent(agreed.consent);
    options.agreed = agreed.plan;
    let run = migrator.down(&options).await?;
    carry_out::finish(session, &migrator, &preview, run).await
}
