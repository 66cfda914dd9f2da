use std::time::Duration;

use dynamig::{MigrationId, Migrator};

use crate::args::{Format, duration};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Document, progress_words};
use crate::session::Session;

/// Between two sentences about how far an item migration is.
const TELL_EVERY: Duration = Duration::from_secs(10);

/// Waits until somebody has applied a migration. Exits with 1 when it failed or was cancelled, or the time is over.
#[derive(Debug, clap::Args)]
pub(crate) struct WaitArgs {
    /// The migration; by its full id where nothing is recorded of it yet
    id: String,

    /// How long to wait; default: as long as it takes
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    timeout: Option<Duration>,
}

pub(crate) async fn run(args: WaitArgs, session: &Session) -> Result<Exit, Failure> {
    let migrator = session.history();
    let id = match args.id.parse::<MigrationId>() {
        Ok(id) => id,
        Err(_) => migrator.find(&migrator.read_history().await?, &args.id)?,
    };
    session.announce(None);
    tokio::select! {
        applied = migrator.wait_for(&id, args.timeout) => applied?,
        failure = tell_progress(session, &migrator, &id) => return Err(failure),
    }
    match session.shell().format() {
        Format::Json => {
            let mut report = dynamig::report::recorded(&migrator.read_history().await?);
            report.migrations.retain(|one| one.id == id.to_string());
            report.tables.clear();
            Document::new(session, None)
                .report(report)
                .print(session.shell())?;
        }
        Format::Human | Format::Markdown => session.shell().data(&format!("{id} is applied"))?,
    }
    Ok(Exit::DONE)
}

/// Says how far an item migration is, whoever runs it. Ends only where that cannot be read.
async fn tell_progress(session: &Session, migrator: &Migrator, id: &MigrationId) -> Failure {
    let mut last = None;
    loop {
        let progress = match migrator.item_progress(id).await {
            Ok(progress) => progress,
            Err(error) => return error.into(),
        };
        if let Some(progress) =
            progress.filter(|progress| last.replace(*progress) != Some(*progress))
        {
            session
                .shell()
                .say(&format!("  {id}: {}", progress_words(&progress)));
        }
        tokio::time::sleep(TELL_EVERY).await;
    }
}
