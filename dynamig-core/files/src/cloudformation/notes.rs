use std::collections::HashMap;
use std::path::Path;

/// What is noted of a file, and of the tables in it.
#[derive(Default)]
pub(super) struct Notes {
    of_tables: HashMap<String, Vec<String>>,
    of_file: Vec<String>,
}

impl Notes {
    pub(super) fn table(&mut self, name: &str, notes: impl IntoIterator<Item = String>) {
        let of_table = self.of_tables.entry(name.to_owned()).or_default();
        of_table.extend(notes);
    }

    pub(super) fn file(&mut self, note: impl Into<String>) {
        self.of_file.push(note.into());
    }

    /// The notes of a table.
    pub(super) fn take(&mut self, table: &str) -> Vec<String> {
        self.of_tables.remove(table).unwrap_or_default()
    }

    /// The notes of the file itself, with its name.
    pub(super) fn of_file(self, path: &Path) -> impl Iterator<Item = String> {
        let path = path.display().to_string();
        let notes = self.of_file.into_iter();
        notes.map(move |note| format!("{path}: {note}"))
    }
}
