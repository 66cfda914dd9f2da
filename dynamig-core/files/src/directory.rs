use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::duplicate::duplicates;
use crate::file::{File, Format};
use crate::{Fault, FileTable, FilesError};

/// Reads a directory, or a single file.
///
/// # Errors
/// As [`read_directory`] and [`read_files`].
pub fn read(path: &Path) -> Result<Vec<FileTable>, FilesError> {
    read_files(&files_of(path)?)
}

/// Reads every `*.edn` and `*.json` of a directory, in the order of their names.
///
/// Hidden files, whose names begin with a dot, and directories inside it are not looked at.
///
/// # Errors
/// Where the directory cannot be listed or holds no such file, and as [`read_files`].
pub fn read_directory(path: &Path) -> Result<Vec<FileTable>, FilesError> {
    read_files(&list(path)?)
}

/// Reads files, whose names end in `.edn` or `.json`.
///
/// # Errors
/// All faults of all files: one that cannot be read, whose text is malformed, whose tables break rules, or that defines
/// a table that another one defines too.
pub fn read_files(paths: &[PathBuf]) -> Result<Vec<FileTable>, FilesError> {
    let (mut tables, mut named, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    for path in paths {
        let file = File::open(path);
        tables.extend(file.tables);
        named.extend(file.named);
        faults.extend(file.faults);
    }
    faults.extend(duplicates(&named));
    FilesError::unless(faults, tables)
}

/// The files that [`read`] reads: those of a directory, or the path itself.
///
/// # Errors
/// Where there is nothing, or the directory cannot be listed or holds no such file.
pub fn files_of(path: &Path) -> Result<Vec<PathBuf>, FilesError> {
    if path.is_dir() || (Format::of(path).is_none() && !path.is_file()) {
        return list(path);
    }
    Ok(vec![path.to_owned()])
}

fn list(directory: &Path) -> Result<Vec<PathBuf>, FilesError> {
    let failed = |error: io::Error| unlisted(directory, &error);
    let mut files = Vec::new();
    for entry in fs::read_dir(directory).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if is_definition(&path) && !path.is_dir() {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() {
        let sentence = "the directory has no definition file";
        let hint = "their names end in .edn or .json; hidden files and inner directories are not looked at";
        return Err(Fault::whole(directory, sentence, hint).into());
    }
    Ok(files)
}

fn is_definition(path: &Path) -> bool {
    let hidden = |name: &OsStr| name.as_encoded_bytes().starts_with(b".");
    Format::of(path).is_some() && !path.file_name().is_none_or(hidden)
}

fn unlisted(directory: &Path, error: &io::Error) -> Fault {
    match error.kind() {
        io::ErrorKind::NotFound => Fault::whole(
            directory,
            "there is no such directory",
            "make it and write a file for each table, or correct the path",
        ),
        io::ErrorKind::NotADirectory => Fault::whole(directory, "this is no directory", ""),
        io::ErrorKind::PermissionDenied => Fault::whole(
            directory,
            "no permission to list this directory",
            "let the user that runs this read and enter it: `chmod u+rx`",
        ),
        _ => Fault::whole(
            directory,
            format!("the directory cannot be listed: {error}"),
            "",
        ),
    }
}

/// What is wrong with a file that cannot be read.
pub(crate) fn unread(file: &Path, error: &io::Error) -> Fault {
    match error.kind() {
        io::ErrorKind::NotFound => Fault::whole(file, "there is no such file", "correct the path"),
        io::ErrorKind::PermissionDenied => Fault::whole(
            file,
            "no permission to read this file",
            "let the user that runs this read it: `chmod u+r`",
        ),
        _ => Fault::whole(file, format!("the file cannot be read: {error}"), ""),
    }
}
