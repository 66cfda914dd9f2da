//! Definition files: what is read, what is refused and in which words, and what is written.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod described;
mod directory;
mod hints;
mod made;
mod malformed;
mod refused;
mod samples;
mod stated;
mod written;

use dynamig_files::{FileTable, FilesError, read_text};

/// Reads a text as the file of this name.
fn read(name: &str, text: &str) -> Result<Vec<FileTable>, FilesError> {
    read_text(name.as_ref(), text.as_bytes())
}

/// The one table of a text that nothing is wrong with.
fn table(name: &str, text: &str) -> FileTable {
    let mut tables = read(name, text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(tables.len(), 1, "{text}");
    tables.remove(0)
}

/// What is said of each text, under its name.
fn told<'t>(cases: impl IntoIterator<Item = (&'t str, &'t str, &'t str)>) -> String {
    let told = cases.into_iter().map(|(what, name, text)| {
        let error = read(name, text).expect_err(what);
        format!("{what}\n{error}\n")
    });
    told.collect::<Vec<_>>().join("\n")
}
