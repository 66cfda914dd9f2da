//! As much of the command line as the launcher's tests need.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use dynamig::__private::{Registered, inventory};

use crate::link::{Linked, Program};

/// Runs the command line of a program that holds migrations.
#[must_use]
pub fn main() -> ExitCode {
    run(
        std::env::args_os().skip(1).collect(),
        &Program::WithMigrations(Linked::from_env()),
    )
}

pub(crate) fn run(args: Vec<OsString>, program: &Program) -> ExitCode {
    if matches!(program, Program::Launcher(_)) || args != ["check", "--json"] {
        return ExitCode::from(2);
    }
    let mut ids: Vec<String> = inventory::iter::<Registered>()
        .map(|Registered(declaration)| format!("{}_{}", declaration.version, declaration.name))
        .collect();
    ids.sort();
    if ids.is_empty() {
        return ExitCode::from(7);
    }
    let migrations: Vec<_> = ids
        .iter()
        .map(|id| serde_json::json!({ "id": id }))
        .collect();
    let document = serde_json::json!({ "schema_version": 1, "migrations": migrations });
    match writeln!(std::io::stdout(), "{document}") {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
