//! The lock that keeps an engine's file to one process.
//!
//! Two processes on one file would corrupt it: each caches the tables' metadata, and an index added by one is never
//! filled by the writes of the other. The lock is the operating system's, on `<file>.lock`, so it ends with the process
//! however that ends. What is written into that file only tells others whom to ask; it is never believed unless the
//! lock is held.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The process that holds an engine's file, as it describes itself in the lock file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Holder {
    /// Its process id.
    pub(super) pid: u32,
    /// The loopback address at which it serves the file, if it does.
    pub(super) address: Option<SocketAddr>,
}

/// What came of trying to take the lock.
pub(super) enum Attempt {
    /// This process holds it, until the value is dropped.
    Acquired(FileLock),
    /// Another holder has it; `None` when it has not said who it is.
    HeldBy(Option<Holder>),
}

/// The lock of an engine's file, held until dropped.
#[derive(Debug)]
pub(super) struct FileLock(File);

impl FileLock {
    /// Takes the lock of the engine's file `database`, whose directory must exist, unless another has it.
    ///
    /// Waits up to a second for a holder that says nothing: one that has just come, or is just going.
    pub(super) fn acquire(database: &Path) -> io::Result<Attempt> {
        const TRIES: usize = 100;
        const PAUSE: Duration = Duration::from_millis(10);
        let path = lock_path(database);
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)?;
        for _ in 0..TRIES {
            match file.try_lock() {
                Ok(()) => {
                    let lock = Self(file);
                    lock.announce(None)?;
                    return Ok(Attempt::Acquired(lock));
                }
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => return Err(error),
            }
            // A system that keeps a locked file from being read says nothing either.
            let text = std::fs::read(&path).unwrap_or_default();
            if let Some(holder) = first_holder(&text) {
                return Ok(Attempt::HeldBy(Some(holder)));
            }
            std::thread::sleep(PAUSE);
        }
        Ok(Attempt::HeldBy(None))
    }

    /// Tells others who holds the file and where it is served, if it is.
    pub(super) fn announce(&self, address: Option<SocketAddr>) -> io::Result<()> {
        let holder = Holder {
            pid: std::process::id(),
            address,
        };
        let text = serde_json::to_vec(&holder)?;
        let mut file = &self.0;
        // One write, and the old rest cut off after it: a reader finds the old text or the new, never none.
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&text)?;
        file.set_len(text.len() as u64)
    }
}

impl Drop for FileLock {
    fn drop(&mut self) {
        // The file itself stays: removing it would let two processes lock two files of one name. Text that stays
        // behind misleads nobody, since it counts only while the lock is held.
        let _emptied = self.0.set_len(0);
    }
}

fn lock_path(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".lock");
    PathBuf::from(name)
}

/// The first value in `text`: what follows it is the rest of a longer one that is being replaced.
fn first_holder(text: &[u8]) -> Option<Holder> {
    serde_json::Deserializer::from_slice(text)
        .into_iter()
        .next()?
        .ok()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

    use super::*;

    #[test]
    fn the_rest_of_a_longer_text_is_ignored() {
        let text = br#"{"pid":7,"address":null}1:8000"}"#;
        let holder = Holder {
            pid: 7,
            address: None,
        };
        assert_eq!(first_holder(text), Some(holder));
        assert_eq!(first_holder(b""), None);
        assert_eq!(first_holder(b"{\"pid\":"), None);
    }

    #[test]
    fn the_lock_file_is_beside_the_database_and_keeps_its_extension() {
        let path = lock_path(Path::new("target/dynamig/app.db"));
        assert_eq!(path, Path::new("target/dynamig/app.db.lock"));
    }

    #[test]
    fn text_that_a_killed_holder_left_does_not_hold_the_file() {
        let directory = tempfile::tempdir().unwrap();
        let database = directory.path().join("app.db");
        std::fs::write(
            lock_path(&database),
            br#"{"pid":1,"address":"127.0.0.1:1"}"#,
        )
        .unwrap();
        let Attempt::Acquired(_lock) = FileLock::acquire(&database).unwrap() else {
            panic!("a file that nobody locks is free");
        };
        let text = std::fs::read_to_string(lock_path(&database)).unwrap();
        assert_eq!(
            text,
            format!(r#"{{"pid":{},"address":null}}"#, std::process::id())
        );
    }
}
