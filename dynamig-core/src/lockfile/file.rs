use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use super::LockFile;
use crate::error::{Code, Error};

/// The file's name.
pub const FILE_NAME: &str = "dynamig.lock";

/// Reads a `dynamig.lock`; none where there is no such file.
///
/// # Errors
/// [`Code::LockUnreadable`] where it is there and cannot be read, or is not in its format.
pub fn read(path: &Path) -> Result<Option<LockFile>, Error> {
    match fs::read_to_string(path) {
        Ok(text) => text.parse().map(Some),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let message = format!("{} cannot be read", path.display());
            Err(Error::new(Code::LockUnreadable, message).caused_by(error))
        }
    }
}

/// Writes a `dynamig.lock` at once or not at all: a new file in the same directory takes its place.
///
/// # Errors
/// [`Code::File`]; the file is then as it was.
pub fn write(path: &Path, text: &str) -> Result<(), Error> {
    // Two processes do not share a name, so neither sees the other's half.
    let beside = path.with_file_name(format!(".{FILE_NAME}.{}", std::process::id()));
    let written = write_through(&beside, text).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        let error = match fs::remove_file(&beside) {
            Err(left) if left.kind() != ErrorKind::NotFound => {
                let message = format!("{error}; and {} is left: {left}", beside.display());
                std::io::Error::new(error.kind(), message)
            }
            _ => error,
        };
        let message = format!("{} cannot be written", path.display());
        Error::new(Code::File, message).caused_by(error)
    })
}

fn write_through(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
