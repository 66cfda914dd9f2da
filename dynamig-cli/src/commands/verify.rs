use dynamig::TrialOptions;
use dynamig::trial::{Sample, Trial};

use super::trials::check_shown;
use crate::args::Shown;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Document, verified_lines};
use crate::session::Session;

/// Reads the items of its table again, and counts those that the function of an item migration would still change. Writes
/// nothing.
///
/// Exits with 3 where it would still change some, and with 65 where it fails on some.
#[derive(Debug, clap::Args)]
pub(crate) struct VerifyArgs {
    /// The migration: its id, its version or its name
    id: String,

    /// Look at about so many items, from random places of the table
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..))]
    sample: u32,

    /// Look at all items
    #[arg(long, conflicts_with = "sample")]
    full: bool,

    /// Name items by their keys, not by the hashes of these
    #[arg(long)]
    show_keys: bool,

    /// Tell the keys and values of some items that would change; before a terminal only
    #[arg(long)]
    show_values: bool,
}

impl VerifyArgs {
    fn options(&self) -> TrialOptions {
        let sample = match self.full {
            true => Sample::Whole,
            false => Sample::Items(self.sample),
        };
        let shown = self.shown();
        TrialOptions::new(sample)
            .keys(shown.keys())
            .values(shown.values())
    }

    fn shown(&self) -> Shown {
        match (self.show_keys, self.show_values) {
            (_, true) => Shown::KeysAndValues,
            (true, false) => Shown::Keys,
            (false, false) => Shown::Nothing,
        }
    }
}

pub(crate) async fn run(args: VerifyArgs, session: &Session) -> Result<Exit, Failure> {
    let migrator = session.migrator()?;
    let shell = session.shell();
    check_shown(args.shown(), shell)?;
    let head = migrator.head().await?;
    let account = head.as_ref().map(|head| head.account.as_str());
    session.announce(account);
    let trial = migrator.verify(&args.id, args.options()).await?;
    match session.is_json() {
        true => Document::new(session, account)
            .with_form("verified", &trial)?
            .print(shell)?,
        false => shell.data(&verified_lines(&trial))?,
    }
    Ok(exit_of(&trial))
}

fn exit_of(trial: &Trial) -> Exit {
    match (trial.counts.failed, trial.counts.left()) {
        (0, 0) => Exit::DONE,
        (0, _) => Exit::PENDING,
        (_, _) => Exit::TOO_MANY_ERRORS,
    }
}
