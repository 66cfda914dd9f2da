//! Templates of CloudFormation and SAM: the tables in them, and what cannot be known.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod evaluated;
mod kinds;
mod malformed;
mod unknown;

use dynamig_files::cloudformation::{Imported, Parameters, import};
use dynamig_files::{Fault, to_edn};

/// Imports a file of this name and text, with `NAME=VALUE` given; faults name the file alone.
fn read(name: &str, text: impl AsRef<[u8]>, given: &[&str]) -> Result<Imported, Vec<Fault>> {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(name);
    std::fs::write(&path, text).unwrap();
    let given = given.iter().map(|one| one.split_once('=').unwrap());
    let mut given = Parameters::new(given.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let relative = |fault: Fault| fault.relative_to(directory.path());
    let imported = import(&[path], &mut given);
    imported.map_err(|error| error.into_faults().into_iter().map(relative).collect())
}

/// The tables as EDN with their notes, or the faults.
fn told(name: &str, text: impl AsRef<[u8]>, given: &[&str]) -> String {
    match read(name, text, given) {
        Ok(imported) => {
            let notes = imported.notes.iter().map(|note| {
                let (_, note) = note.split_once(name).unwrap();
                format!("note: {name}{note}\n")
            });
            notes.collect::<String>() + &to_edn(&imported.tables)
        }
        Err(faults) => {
            let faults = faults.iter().map(|fault| match fault.hint.as_str() {
                "" => format!("{fault}\n"),
                hint => format!("{fault}\n  hint: {hint}\n"),
            });
            faults.collect()
        }
    }
}

/// Cases one after another, each under what it is.
fn all<'t>(cases: impl IntoIterator<Item = (&'t str, &'t str, &'t [&'t str])>) -> String {
    let told = cases.into_iter().map(|(what, text, given)| {
        let head = if given.is_empty() {
            what.to_owned()
        } else {
            format!("{what}, {}", given.join(" "))
        };
        format!("# {head}\n{}", told("a.yaml", text, given))
    });
    told.collect::<Vec<_>>().join("\n")
}
