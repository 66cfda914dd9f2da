use dynamig::RetryOptions;
use dynamig::rewrite::FailedItem;
use serde::Serialize;

use crate::args::NoPitrArgs;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::items;
use crate::session::Session;

/// Calls the function of an item migration again with the items that it went past, as they are by now.
///
/// Those that fail again stay noted, and the exit code is 65.
#[derive(Debug, clap::Args)]
pub(crate) struct RetryArgs {
    /// The migration: its id, its version or its name
    id: String,

    #[command(flatten)]
    recovery: NoPitrArgs,
}

/// The result for programs.
#[derive(Serialize)]
struct Retried<'a> {
    tried: u64,
    failed: &'a [FailedItem],
}

pub(crate) async fn run(args: RetryArgs, session: &Session) -> Result<Exit, Failure> {
    let migrator = session.migrator()?;
    if session.is_dry_run() {
        return Err(Failure::usage(
            "`retry` has no dry run: what the function makes of an item is known when it is called",
        ));
    }
    let head = migrator.head().await?;
    session.announce(head.as_ref().map(|head| head.account.as_str()));
    let mut options = RetryOptions::new();
    options.no_pitr = args.recovery.no_pitr;
    let retried = migrator.retry_with(&args.id, &options).await?;
    let counts = retried.counts;
    let report = Retried {
        tried: counts.scanned,
        failed: &retried.failed,
    };
    session.shell().report(&report, || {
        let tried = items(counts.scanned);
        match (counts.scanned, counts.failed) {
            (0, _) => "nothing to do: no item is noted as failed".to_owned(),
            (_, 0) => format!("tried {tried} again, and none failed"),
            (_, failed) => format!("tried {tried} again, and {failed} failed"),
        }
    })?;
    for FailedItem { item, message, .. } in &retried.failed {
        session.shell().say(&format!("  item {item}: {message}"));
    }
    Ok(match counts.failed {
        0 => Exit::DONE,
        _ => Exit::TOO_MANY_ERRORS,
    })
}
