use dynamig::report;

use crate::args::Format;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Document, log_lines, status_lines};
use crate::session::Session;

/// Shows what is recorded of each migration, and the audit log: who did what, when and why.
#[derive(Debug, clap::Args)]
pub(crate) struct HistoryArgs {}

pub(crate) async fn run(_args: HistoryArgs, session: &Session) -> Result<Exit, Failure> {
    let migrator = session.history();
    let (history, log, lock) =
        tokio::try_join!(migrator.read_history(), migrator.log(), migrator.lock())?;
    let account = history.head.as_ref().map(|head| head.account.clone());
    session.announce(account.as_deref());
    let report = report::recorded(&history);
    let shell = session.shell();
    match shell.format() {
        Format::Json => {
            let document = Document::new(session, account.as_deref()).report(report);
            document.lock(lock.as_ref()).log(log).print(shell)?;
        }
        Format::Human | Format::Markdown => {
            let mut text = status_lines(&report, shell.has_colour());
            if !log.is_empty() {
                text.push('\n');
                text.push_str(&log_lines(&log, shell.has_colour()));
            }
            shell.data(&text)?;
        }
    }
    Ok(Exit::DONE)
}
