use dynamig::ResetOptions;

use super::carry_out::{self, Preview};
use crate::args::NoPitrArgs;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::session::Session;

/// Undoes every applied migration, the last applied first, and applies all again.
#[derive(Debug, clap::Args)]
pub(crate) struct ResetArgs {
    #[command(flatten)]
    recovery: NoPitrArgs,
}

pub(crate) async fn run(args: ResetArgs, session: &Session) -> Result<Exit, Failure> {
    let migrator = session.migrator()?;
    let head = migrator.head().await?;
    let account = head.as_ref().map(|head| head.account.as_str());
    let mut options = ResetOptions::new();
    options.no_pitr = args.recovery.no_pitr;
    let plan = migrator.plan_reset(&options).await?;
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
    let run = migrator.reset(&options).await?;
    carry_out::finish(session, &migrator, &preview, run).await
}
