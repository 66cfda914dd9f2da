use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::{LinkError, message};

/// `<target>/dynamig/<package>`, held by one launcher at a time, until it has become the linked program.
pub(super) struct Directory {
    path: PathBuf,
    /// Closed by exec, and so unlocked.
    _lock: File,
}

/// Whether a file had another text before.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    Changed,
    Unchanged,
}

impl Directory {
    /// Waits until no other launcher works on this package: each could run what the other has built.
    pub(super) fn lock(target_dir: &Path, package: &str) -> Result<Self, LinkError> {
        let path = target_dir.join("dynamig").join(package);
        fs::create_dir_all(path.join("src")).map_err(LinkError::io("create", &path))?;
        let lock = path.join(".lock");
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&lock)
            .map_err(LinkError::io("open", &lock))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let _notice = message::waiting(package);
                file.lock().map_err(LinkError::io("lock", &lock))?;
            }
            Err(TryLockError::Error(error)) => return Err(LinkError::io("lock", &lock)(error)),
        }
        Ok(Self { path, _lock: file })
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    pub(super) fn read(&self, name: &str) -> Result<String, LinkError> {
        read(&self.file(name))
    }

    /// Writes a file whose text is new: cargo builds again what is younger than its artifact.
    pub(super) fn write(&self, name: &str, text: &str) -> Result<Written, LinkError> {
        let path = self.file(name);
        if fs::read(&path).is_ok_and(|old| old == text.as_bytes()) {
            return Ok(Written::Unchanged);
        }
        write(&path, text)?;
        Ok(Written::Changed)
    }

    pub(super) fn remove(&self, name: &str) -> Result<(), LinkError> {
        let path = self.file(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(LinkError::io("remove", path)(error))
            }
            _ => Ok(()),
        }
    }
}

pub(super) fn read(path: &Path) -> Result<String, LinkError> {
    fs::read_to_string(path).map_err(LinkError::io("read", path))
}

pub(super) fn read_toml(path: &Path) -> Result<toml::Table, LinkError> {
    read(path)?.parse().map_err(|error| LinkError::Toml {
        path: path.to_owned(),
        source: Box::new(error),
    })
}

/// Writes beside it and renames, so that nobody ever reads half a file.
pub(super) fn write(path: &Path, text: &str) -> Result<(), LinkError> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}", std::process::id()));
    let beside = PathBuf::from(beside);
    fs::write(&beside, text).map_err(LinkError::io("write", &beside))?;
    fs::rename(&beside, path).map_err(LinkError::io("write", path))
}
