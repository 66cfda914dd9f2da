use dynamig::RedoOptions;
use dynamig::plan::Strand;

use super::carry_out::{self, Preview};
use crate::args::{NoPitrArgs, ProgressArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::session::Session;

/// Undoes one migration and applies it again; one that was interrupted is run again without being undone.
#[derive(Debug, clap::Args)]
pub(crate) struct RedoArgs {
    /// The migration; the last applied where none is named
    id: Option<String>,

    /// Undo it even where migrations that depend on it stay applied
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    recovery: NoPitrArgs,

    #[command(flatten)]
    pub(crate) progress: ProgressArgs,
}

pub(crate) async fn run(args: RedoArgs, session: &Session) -> Result<Exit, Failure> {
    let migrator = session.migrator()?;
    let strand = match args.force {
        true => Strand::Force,
        false => Strand::Refuse,
    };
    let mut options = RedoOptions::new().strand(strand);
    options.id = args.id;
    options.no_pitr = args.recovery.no_pitr;
    let head = migrator.head().await?;
    let account = head.as_ref().map(|head| head.account.as_str());
    let plan = migrator.plan_redo(&options).await?;
    if session.is_dry_run() {
        return super::plan::show(session, &migrator, plan, account).await;
    }
    let preview = Preview {
        plan,
        account,
        concluded: None,
    };
    let agreed = preview.agree(session)?;
    options.consent = agreed.consent;
    options.agreed = agreed.plan;
    let run = migrator.redo(&options).await?;
    carry_out::finish(session, &migrator, &preview, run).await
}
