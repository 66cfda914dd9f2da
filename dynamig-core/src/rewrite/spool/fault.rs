use std::io;
use std::path::{Path, PathBuf};

use super::bytes::Torn;
use crate::error::{Code, Error};

/// Why a spool cannot be used. None tells of what is in it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SpoolFault {
    /// A file or directory of it cannot be made, written or read.
    #[error("{} cannot be used", path.display())]
    File { path: PathBuf, source: io::Error },
    /// A file of it is not there.
    #[error("{} is not there", .0.display())]
    Missing(PathBuf),
    /// A file of it is not as it was written.
    #[error("{} is not as it was written", .0.display())]
    Damaged(PathBuf),
    /// Another process is at it.
    #[error("another process is at {}", .0.display())]
    Held(PathBuf),
}

impl SpoolFault {
    /// Of a file that is read, and has to be there.
    pub(super) fn reading(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        |source| match source.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
                Self::Missing(path.to_owned())
            }
            io::ErrorKind::UnexpectedEof => Self::Damaged(path.to_owned()),
            _ => Self::file(path)(source),
        }
    }

    pub(super) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        |source| Self::File {
            path: path.to_owned(),
            source,
        }
    }

    pub(super) fn torn(path: &Path) -> impl FnOnce(Torn) -> Self + '_ {
        |Torn| Self::Damaged(path.to_owned())
    }

    /// The error of a run that nothing was written by.
    pub(crate) fn while_collecting(self) -> Error {
        let message = "the spool, in which what the functions answer waits, cannot be written";
        Error::new(Code::File, message)
            .hint(
                "nothing was written to any table; make room, or set `spool_directory` to a directory that has some, and run \
                 the same command again: it starts at the first item",
            )
            .caused_by(self)
    }
}
