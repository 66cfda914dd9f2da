use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use aws_smithy_runtime_api::client::http::{SharedHttpClient, SharedHttpConnector, http_client_fn};

use super::connector::{self, InProcess};
use super::file_lock::{Attempt, FileLock, Holder};
use crate::error::{Code, Error, Result};

/// A DynamoDB engine in this process. Cheap to clone; every clone is the same database.
///
/// A file stays held until the last clone, client and [`Served`](super::Served) of the engine is gone.
#[derive(Clone)]
pub struct Engine(Arc<Parts>);

struct Parts {
    /// Closed before the lock is released: fields are dropped in order.
    database: dynoxide::Database,
    file: Option<HeldFile>,
}

struct HeldFile {
    path: PathBuf,
    lock: FileLock,
}

/// Who has the engine's file.
#[derive(Debug)]
#[non_exhaustive]
pub enum Opened {
    /// This process has it now.
    Here(Engine),
    /// Another process serves it, at this loopback address (plain HTTP).
    Served(SocketAddr),
}

/// Opens the engine's file at `path`, or finds the process that serves it. Creates the file and its directory.
///
/// Blocks the thread, for some milliseconds.
///
/// # Errors
///
/// [`Code::EngineHeld`] when another process has the file and does not serve it; [`Code::Engine`] when the file cannot
/// be created or is no database.
pub fn connect_or_open(path: impl AsRef<Path>) -> Result<Opened, Error> {
    let path = path.as_ref();
    match acquire(path)? {
        Attempt::Acquired(lock) => Engine::over_file(path, lock).map(Opened::Here),
        Attempt::HeldBy(Some(Holder {
            address: Some(address),
            ..
        })) => Ok(Opened::Served(address)),
        Attempt::HeldBy(holder) => Err(held(path, holder)),
    }
}

/// Deletes the engine's file at `path` with everything in it; a file that does not exist is already deleted.
///
/// # Errors
///
/// [`Code::EngineHeld`] when a process has the file, served or not; [`Code::Engine`] when it cannot be deleted.
pub fn delete(path: impl AsRef<Path>) -> Result<(), Error> {
    let path = path.as_ref();
    let _lock = match acquire(path)? {
        Attempt::Acquired(lock) => lock,
        Attempt::HeldBy(holder) => return Err(held(path, holder)),
    };
    // The log first: a database that is gone while its log is not would be recovered from it into the next one.
    for suffix in ["-wal", "-shm", ""] {
        let mut part = path.as_os_str().to_owned();
        part.push(suffix);
        match std::fs::remove_file(&part) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(unusable("delete", path, error)),
        }
    }
    Ok(())
}

impl Engine {
    /// Makes an empty engine in memory, gone when its last clone and client are.
    ///
    /// # Errors
    ///
    /// [`Code::Engine`] when SQLite cannot start, for want of memory.
    pub fn memory() -> Result<Self, Error> {
        let database = dynoxide::Database::memory().map_err(|error| {
            Error::new(Code::Engine, "the embedded engine does not start").caused_by(error)
        })?;
        Ok(Self(Arc::new(Parts {
            database,
            file: None,
        })))
    }

    /// Opens the engine's file at `path` and holds it. Creates the file and its directory.
    ///
    /// Blocks the thread, for some milliseconds.
    ///
    /// # Errors
    ///
    /// [`Code::EngineHeld`] when any process has the file, this one included, naming it and the address at which it
    /// serves the file; [`Code::Engine`] when the file cannot be created or is no database.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        match acquire(path)? {
            Attempt::Acquired(lock) => Self::over_file(path, lock),
            Attempt::HeldBy(holder) => Err(held(path, holder)),
        }
    }

    /// The file that holds the data; `None` in memory.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.0.file.as_ref().map(|file| file.path.as_path())
    }

    /// A client of this engine that uses no socket. It needs a Tokio runtime, like any client of the SDK.
    #[must_use]
    pub fn client(&self) -> Client {
        Client::from_conf(connector::config(self.http_client()).build())
    }

    /// What [`client`](Self::client) sends its requests through, for a configuration of your own.
    #[must_use]
    pub fn http_client(&self) -> SharedHttpClient {
        let connector = self.connector();
        http_client_fn(move |_settings, _components| connector.clone())
    }

    /// The way into the engine: takes a request of the SDK, answers as DynamoDB would. For those who put something in
    /// front of it.
    #[must_use]
    pub fn connector(&self) -> SharedHttpConnector {
        SharedHttpConnector::new(InProcess::new(self.clone()))
    }

    pub(super) fn database(&self) -> &dynoxide::Database {
        &self.0.database
    }

    /// Tells who finds the file held where it is served. Nothing to tell about an engine in memory.
    pub(super) fn announce(&self, address: Option<SocketAddr>) -> Result<(), Error> {
        match &self.0.file {
            None => Ok(()),
            Some(file) => file
                .lock
                .announce(address)
                .map_err(|error| unusable("write the lock of", &file.path, error)),
        }
    }

    fn over_file(path: &Path, lock: FileLock) -> Result<Self, Error> {
        let text = path.to_str().ok_or_else(|| {
            let path = path.display();
            Error::new(
                Code::Configuration,
                format!("the path of the engine's file, {path}, is not UTF-8"),
            )
        })?;
        let database =
            dynoxide::Database::new(text).map_err(|error| unusable("open", path, error))?;
        let file = Some(HeldFile {
            path: path.to_owned(),
            lock,
        });
        Ok(Self(Arc::new(Parts { database, file })))
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine")
            .field("path", &self.path())
            .finish()
    }
}

fn acquire(path: &Path) -> Result<Attempt, Error> {
    let directory = path.parent().unwrap_or(Path::new(""));
    if !directory.as_os_str().is_empty() {
        std::fs::create_dir_all(directory).map_err(|error| unusable("create", path, error))?;
    }
    FileLock::acquire(path).map_err(|error| unusable("lock", path, error))
}

fn unusable(
    verb: &str,
    path: &Path,
    cause: impl std::error::Error + Send + Sync + 'static,
) -> Error {
    let path = path.display();
    Error::new(
        Code::Engine,
        format!("cannot {verb} the engine's file {path}"),
    )
    .caused_by(cause)
}

fn held(path: &Path, holder: Option<Holder>) -> Error {
    let path = path.display();
    let (who, what_next) = match holder {
        Some(Holder {
            pid,
            address: Some(address),
        }) => (
            format!("process {pid}, which serves it at http://{address}"),
            format!("use that endpoint, or stop process {pid}"),
        ),
        Some(Holder { pid, address: None }) => (
            format!("process {pid}"),
            format!("wait for process {pid} or stop it; `cargo dynamig local` shares the file"),
        ),
        None => (
            "another process".to_owned(),
            "wait for it or stop it; `cargo dynamig local` shares the file".to_owned(),
        ),
    };
    Error::new(
        Code::EngineHeld,
        format!("the engine's file {path} is held by {who}"),
    )
    .hint(what_next)
}
