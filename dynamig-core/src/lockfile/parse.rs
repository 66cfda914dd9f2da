use std::collections::BTreeMap;
use std::str::FromStr;

use serde::Deserialize;

use super::conflict::refuse_conflicts;
use super::text::VERSION;
use super::{Entry, FILE_NAME, Lock, LockFile, TableEntry};
use crate::error::{Code, Error};
use crate::migration::MigrationId;

/// The file as TOML has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "version")]
    _version: u32,
    #[serde(default)]
    migrations: BTreeMap<String, BTreeMap<Id, Line>>,
    /// A file that was written before there were any has none.
    #[serde(default)]
    tables: BTreeMap<String, BTreeMap<String, TableLine>>,
}

/// What every version of the format has.
#[derive(Deserialize)]
struct Version {
    version: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    depends_on: Vec<Id>,
    revision: u32,
    fingerprint: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableLine {
    revision: u32,
    hash: String,
}

/// An id as this file writes it.
#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(try_from = "String")]
struct Id(MigrationId);

impl TryFrom<String> for Id {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let id = text.parse::<MigrationId>().ok();
        let id = id.filter(|id| id.to_string() == text);
        id.map(Self)
            .ok_or_else(|| format!("`{text}` is no migration id"))
    }
}

impl FromStr for LockFile {
    type Err = Error;

    /// Reads the text of a `dynamig.lock`.
    ///
    /// # Errors
    /// [`Code::LockUnreadable`] with the line: a merge conflict, with the migrations of both sides; a file that a newer
    /// release wrote; whatever else is not in the format.
    fn from_str(text: &str) -> Result<Self, Error> {
        refuse_conflicts(text)?;
        let malformed = |error: toml::de::Error| malformed(text, &error);
        let Version { version } = toml::from_str(text).map_err(malformed)?;
        if version != VERSION {
            let message =
                format!("{FILE_NAME} has version {version}, and this release knows {VERSION}");
            return Err(Error::new(Code::LockUnreadable, message)
                .hint("use the release of dynamig that wrote it, or a newer one"));
        }
        let file: File = toml::from_str(text).map_err(malformed)?;
        let mut namespaces: BTreeMap<String, Lock> = BTreeMap::new();
        for (namespace, lines) in file.migrations {
            namespaces.entry(namespace).or_default().migrations = migrations(lines);
        }
        for (namespace, lines) in file.tables {
            namespaces.entry(namespace).or_default().tables = tables(lines);
        }
        Ok(Self { namespaces })
    }
}

fn migrations(lines: BTreeMap<Id, Line>) -> BTreeMap<MigrationId, Entry> {
    let entries = lines.into_iter().map(|(Id(id), line)| {
        let entry = Entry {
            depends_on: line.depends_on.into_iter().map(|Id(id)| id).collect(),
            revision: line.revision,
            fingerprint: line.fingerprint,
        };
        (id, entry)
    });
    entries.collect()
}

fn tables(lines: BTreeMap<String, TableLine>) -> BTreeMap<String, TableEntry> {
    let entries = lines.into_iter().map(|(name, line)| {
        let TableLine { revision, hash } = line;
        (name, TableEntry { revision, hash })
    });
    entries.collect()
}

fn malformed(text: &str, error: &toml::de::Error) -> Error {
    let place = error.span().and_then(|span| text.get(..span.start));
    let place = place.map_or(String::new(), |before| {
        format!(", line {}", 1 + before.matches('\n').count())
    });
    let message = error.message().trim().replace('\n', ", ");
    Error::new(Code::LockUnreadable, format!("{FILE_NAME}{place}: {message}"))
        .hint("take it from the version control, or delete it and let `cargo dynamig check` write it anew")
}
