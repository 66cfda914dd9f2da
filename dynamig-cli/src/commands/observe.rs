use std::path::PathBuf;

use dynamig::saved::State;
use serde_json::json;

use super::saved_file;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Document, counted};
use crate::session::Session;

/// Takes down the history and the tables in a file, so that `plan --state` and `diff --state` need no credentials.
///
/// It looks at the tables that the history and dynamig.toml name, and, where there is a table prefix, at all that are
/// behind it. It lists the tables, so that one that is declared later is known not to be there. No item is written down.
#[derive(Debug, clap::Args)]
pub(crate) struct ObserveArgs {
    /// The file; only you can read it
    #[arg(long, value_name = "FILE")]
    out: PathBuf,

    /// Look at this table too, by its name without the prefix
    #[arg(long, value_name = "NAME")]
    table: Vec<String>,
}

pub(crate) async fn run(args: ObserveArgs, session: &Session) -> Result<Exit, Failure> {
    let state = session.tables_alone()?.observe(&args.table).await?;
    let account = state.target.account.clone();
    session.announce(account.as_deref());
    if state.listed.is_none() {
        session.shell().warning(
            "the tables may not be listed: one that was not looked at is refused when it is planned",
            Some("allow dynamodb:ListTables, or name tables with `--table NAME`"),
        );
    }
    saved_file::write(&args.out, &state.to_json()?)?;
    let file = args.out.display().to_string();
    if session.is_json() {
        let listed = state.listed.as_ref().map(|listed| listed.len());
        let looked_at: Vec<_> = state.tables.keys().collect();
        let document = Document::new(session, account.as_deref());
        let state = json!({
            "file": file,
            "taken_at": state.taken_at,
            "looked_at": looked_at,
            "listed": listed,
        });
        document.with("state", state).print(session.shell())?;
        return Ok(Exit::DONE);
    }
    session.shell().result(&sentence(&file, &state))?;
    Ok(Exit::DONE)
}

/// `wrote state.json: 4 migrations, 3 tables (1 of them not there), 17 tables listed`.
fn sentence(file: &str, state: &State) -> String {
    let migrations = counted(state.history.rows.len(), "migration");
    let tables = counted(state.tables.len(), "table");
    let absent = state.tables.values().filter(|seen| seen.is_none()).count();
    let absent = match absent {
        0 => String::new(),
        absent => format!(" ({absent} of them not there)"),
    };
    let listed = state.listed.as_ref().map_or_else(String::new, |listed| {
        format!(", {} listed", counted(listed.len(), "table"))
    });
    format!("wrote {file}: {migrations}, {tables}{absent}{listed}")
}
