use std::path::{Path, PathBuf};

use dynamig::plan::tables::ComparedTable;
use dynamig::report;

use super::saved_file::read_state;
use crate::args::Format;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Document, counted, diff_lines, diff_markdown};
use crate::session::Session;

/// Shows in what the declared tables differ from what is there: also what waits for `contract`, and what `up` leaves
/// alone. Of migrations `status` tells. Reads, and writes nothing.
#[derive(Debug, clap::Args)]
pub(crate) struct DiffArgs {
    /// Exit with 3 where something differs
    #[arg(long)]
    exit_code: bool,

    /// Compare with what `observe --out FILE` has written, without a request
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
}

impl DiffArgs {
    /// The file that stands for the target.
    pub(crate) fn state(&self) -> Option<&Path> {
        self.state.as_deref()
    }
}

pub(crate) async fn run(args: DiffArgs, session: &Session) -> Result<Exit, Failure> {
    let migrator = session.migrator()?;
    let (tables, account) = match &args.state {
        Some(path) => {
            let state = read_state(path)?;
            let tables = migrator.diff_from(&state)?;
            session.tell_state(path, &state);
            (tables, state.target.account)
        }
        None => (migrator.diff().await?, None),
    };
    show(session, &tables, account.as_deref())?;
    let differs = tables.iter().any(ComparedTable::differs);
    Ok(match args.exit_code && differs {
        true => Exit::PENDING,
        false => Exit::DONE,
    })
}

fn show(session: &Session, tables: &[ComparedTable], account: Option<&str>) -> Result<(), Failure> {
    let shell = session.shell();
    session.announce(account);
    for refusal in tables.iter().filter_map(|table| table.refusal.as_ref()) {
        shell.warning(&refusal.message, Some(&refusal.hint));
    }
    let differs = tables.iter().any(ComparedTable::differs);
    match shell.format() {
        Format::Json => Document::new(session, account)
            .tables(report::compared(tables))
            .print(shell),
        Format::Markdown => shell.data(&diff_markdown(tables)),
        Format::Human if differs => shell.data(&diff_lines(tables, shell.has_colour())),
        Format::Human => {
            let declared = session.migrator()?.registry().tables().len();
            let verb = if declared == 1 { "is" } else { "are" };
            let sentence = match declared {
                0 => "no difference: no table is declared".to_owned(),
                _ => format!(
                    "no difference: {} {verb} as declared",
                    counted(declared, "table")
                ),
            };
            shell.data(&sentence)
        }
    }
}
