//! Definition files, read at run time: tables as EDN or JSON.
//!
//! [`tables!`](crate::tables) documents what stands in them, and reads them while a crate compiles.

use std::path::{Path, PathBuf};

use dynamig_files::Declared;

use super::{After, Declaration, Presence};
use crate::error::{Code, Error};
use crate::registry::listed;

/// The tables of a directory's definition files, or of one file.
///
/// # Errors
/// As [`read_directory`] and [`read_files`].
pub fn read(path: &Path) -> Result<Vec<Declaration>, Error> {
    declarations(dynamig_files::read(path))
}

/// The tables of every `*.edn` and `*.json` of a directory; hidden files and inner directories are not looked at.
///
/// # Errors
/// [`Code::Configuration`] where the directory cannot be listed or holds no definition file, and as [`read_files`].
pub fn read_directory(path: &Path) -> Result<Vec<Declaration>, Error> {
    declarations(dynamig_files::read_directory(path))
}

/// The tables of definition files.
///
/// # Errors
/// All faults at once: [`Code::InvalidRegistry`] where something is wrong in a file, [`Code::Configuration`] where files
/// cannot be read.
pub fn read_files(paths: &[PathBuf]) -> Result<Vec<Declaration>, Error> {
    declarations(dynamig_files::read_files(paths))
}

/// Writes a declaration as EDN, as it is read.
#[must_use]
pub fn to_edn(declaration: &Declaration) -> String {
    dynamig_files::to_edn(&[written(declaration)])
}

/// Writes a declaration as JSON, as it is read.
#[must_use]
pub fn to_json(declaration: &Declaration) -> String {
    dynamig_files::to_json(&[written(declaration)])
}

fn written(declaration: &Declaration) -> Declared {
    let After {
        indexes,
        ttl,
        stream,
    } = &declaration.after;
    let indexes = indexes.iter();
    let after = dynamig_files::After {
        indexes: indexes
            .map(|(index, id)| (index.clone(), id.to_string()))
            .collect(),
        ttl: ttl.as_ref().map(ToString::to_string),
        stream: stream.as_ref().map(ToString::to_string),
    };
    Declared {
        revision: declaration.revision,
        dropped: declaration.presence == Presence::Dropped,
        after,
        ..Declared::from(declaration.definition.clone())
    }
}

fn declarations(
    read: Result<Vec<dynamig_files::FileTable>, dynamig_files::FilesError>,
) -> Result<Vec<Declaration>, Error> {
    let tables = read.map_err(|error| refused(&error))?;
    tables.into_iter().map(declaration).collect()
}

fn declaration(table: dynamig_files::FileTable) -> Result<Declaration, Error> {
    let mut after = After::default();
    for (index, id) in table.after.indexes {
        after.indexes.insert(index, id.parse()?);
    }
    let parsed = |id: Option<String>| id.map(|id| id.parse()).transpose();
    after.ttl = parsed(table.after.ttl)?;
    after.stream = parsed(table.after.stream)?;
    Ok(Declaration {
        after,
        revision: table.revision,
        presence: match table.dropped {
            true => Presence::Dropped,
            false => Presence::Kept,
        },
        place: format!("{}:{}", table.file.display(), table.places.start().line),
        ..Declaration::new(table.definition)
    })
}

fn refused(error: &dynamig_files::FilesError) -> Error {
    let faults = error.faults();
    let code = match faults.iter().any(|fault| fault.place.is_some()) {
        true => Code::InvalidRegistry,
        false => Code::Configuration,
    };
    let message = match faults {
        [fault] => fault.to_string(),
        faults => {
            let head = format!("the definition files have {} faults", faults.len());
            listed(&head, faults.iter().map(hinted))
        }
    };
    let error = Error::new(code, message);
    match faults {
        [fault] if !fault.hint.is_empty() => error.hint(fault.hint.clone()),
        _ => error,
    }
}

/// A fault with its hint, where a hint of the whole would not tell which it is for.
fn hinted(fault: &dynamig_files::Fault) -> String {
    match fault.hint.is_empty() {
        true => fault.to_string(),
        false => format!("{fault}: {}", fault.hint),
    }
}
