use std::fmt::Write as _;

use super::{Entry, LockFile, TableEntry};
use crate::migration::MigrationId;

/// The version of the format.
pub(super) const VERSION: u32 = 1;

const HEADER: &str = "\
# The migrations and tables that the programs of this workspace link, one a line. Written by `cargo dynamig`; commit it.
# A conflict here is where the migrations of two branches are reviewed together: keep the lines of both sides.
";

impl LockFile {
    /// The file's text: its sections by the names of the namespaces, each namespace's migrations before its tables.
    #[must_use]
    pub fn render(&self) -> String {
        let mut text = format!("{HEADER}version = {VERSION}\n");
        for (namespace, lock) in &self.namespaces {
            text.push_str(&format!("\n[migrations.{}]\n", key(namespace)));
            for (id, entry) in &lock.migrations {
                let _infallible = writeln!(text, "{}", line(id, entry));
            }
            if lock.tables.is_empty() {
                continue;
            }
            text.push_str(&format!("\n[tables.{}]\n", key(namespace)));
            for (name, entry) in &lock.tables {
                let TableEntry { revision, hash } = entry;
                let (name, hash) = (key(name), quoted(hash));
                let _infallible =
                    writeln!(text, "{name} = {{ revision = {revision}, hash = {hash} }}");
            }
        }
        text
    }
}

fn line(id: &MigrationId, entry: &Entry) -> String {
    let dependencies = entry.depends_on.iter().map(|id| quoted(&id.to_string()));
    format!(
        "{} = {{ depends_on = [{}], revision = {}, fingerprint = {} }}",
        key(&id.to_string()),
        dependencies.collect::<Vec<_>>().join(", "),
        entry.revision,
        quoted(&entry.fingerprint),
    )
}

/// A key as TOML writes it: a namespace may have dots, and a name letters beyond ASCII.
fn key(text: &str) -> String {
    let is_bare = text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    match is_bare {
        true => text.to_owned(),
        false => quoted(text),
    }
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
