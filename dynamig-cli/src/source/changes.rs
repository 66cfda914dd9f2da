use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use dynamig::Code;
use serde::Serialize;

use crate::failure::Failure;

/// Changes of files that belong together: all of them are made, or none.
#[derive(Debug, Default)]
pub(crate) struct Changes(Vec<Change>);

#[derive(Debug)]
enum Change {
    /// A file that must not be there yet.
    Create { path: PathBuf, text: String },
    /// A file that must still be as it was read.
    Replace {
        path: PathBuf,
        was: String,
        text: String,
    },
    /// A file that gets another name, which must be free.
    Rename { from: PathBuf, to: PathBuf },
}

/// What was done to a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "action", rename_all = "kebab-case")]
pub(crate) enum Written {
    /// It is new.
    Created { path: PathBuf },
    /// It has another text.
    Changed { path: PathBuf },
    /// It has another name.
    Renamed { from: PathBuf, to: PathBuf },
}

impl Written {
    /// What was done, and to which file; the last of two names.
    pub(crate) fn told(&self) -> (&'static str, &Path) {
        match self {
            Self::Created { path } => ("created", path),
            Self::Changed { path } => ("changed", path),
            Self::Renamed { to, .. } => ("renamed", to),
        }
    }
}

impl Changes {
    /// Makes a file, and the directories above it.
    pub(crate) fn create(&mut self, path: PathBuf, text: String) {
        self.0.push(Change::Create { path, text });
    }

    /// Gives a file that was read another text.
    pub(crate) fn replace(&mut self, path: PathBuf, was: String, text: String) {
        if was != text {
            self.0.push(Change::Replace { path, was, text });
        }
    }

    /// Gives a file another name.
    pub(crate) fn rename(&mut self, from: PathBuf, to: PathBuf) {
        self.0.push(Change::Rename { from, to });
    }

    /// Makes the changes in their order; where one fails, takes back those before it.
    pub(crate) fn make(self) -> Result<Vec<Written>, Failure> {
        for (number, change) in self.0.iter().enumerate() {
            if let Err(error) = change.make() {
                let left: Vec<_> = self.0[..number]
                    .iter()
                    .rev()
                    .filter_map(|change| change.take_back().err().map(|_| change.path()))
                    .map(|path| path.display().to_string())
                    .collect();
                let failure = Failure::new(
                    Code::File,
                    format!("{} cannot be written", change.path().display()),
                );
                return Err(match left.as_slice() {
                    [] => failure.hint("nothing was changed"),
                    left => failure.hint(format!(
                        "look at what is left half done: {}",
                        left.join(", ")
                    )),
                }
                .caused_by(error));
            }
        }
        Ok(self.0.into_iter().map(Written::from).collect())
    }
}

impl Change {
    fn path(&self) -> &Path {
        match self {
            Self::Create { path, .. } | Self::Replace { path, .. } => path,
            Self::Rename { to, .. } => to,
        }
    }

    fn make(&self) -> io::Result<()> {
        match self {
            Self::Create { path, text } => create(path, text),
            Self::Replace { path, was, text } => replace(path, was, text),
            Self::Rename { from, to } => rename(from, to),
        }
    }

    fn take_back(&self) -> io::Result<()> {
        match self {
            Self::Create { path, .. } => fs::remove_file(path),
            Self::Replace { path, was, text } => replace(path, text, was),
            Self::Rename { from, to } => rename(to, from),
        }
    }
}

impl From<Change> for Written {
    fn from(change: Change) -> Self {
        match change {
            Change::Create { path, .. } => Self::Created { path },
            Change::Replace { path, .. } => Self::Changed { path },
            Change::Rename { from, to } => Self::Renamed { from, to },
        }
    }
}

/// The text of a file; none where there is no such file.
pub(crate) fn read_if_there(path: &Path) -> Result<Option<String>, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let message = format!("{} cannot be read", path.display());
            Err(Failure::new(Code::File, message).caused_by(error))
        }
    }
}

fn create(path: &Path, text: &str) -> io::Result<()> {
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory)?;
    }
    let mut file = fs::File::create_new(path)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all());
    if written.is_err() {
        fs::remove_file(path)?;
    }
    written
}

fn replace(path: &Path, was: &str, text: &str) -> io::Result<()> {
    // A link stays one: what it leads to is replaced.
    let path = &path.canonicalize()?;
    if fs::read_to_string(path)? != was {
        return Err(io::Error::other("it was changed in between"));
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}", std::process::id()));
    let beside = PathBuf::from(beside);
    let written = fs::write(&beside, text)
        .and_then(|()| fs::set_permissions(&beside, fs::metadata(path)?.permissions()))
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() && beside.exists() {
        fs::remove_file(&beside)?;
    }
    written
}

/// Takes no other file's name: the check is for mistakes, and a race with an editor is not worth more.
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    if to.exists() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    fs::rename(from, to)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn all_changes_are_made_or_none() {
        let directory = tempfile::tempdir().unwrap();
        let path = |name: &str| directory.path().join(name);
        fs::write(path("old"), "1").unwrap();
        fs::write(path("taken"), "").unwrap();
        let changes = |target: &str| {
            let mut changes = Changes::default();
            changes.replace(path("old"), "1".to_owned(), "2".to_owned());
            changes.create(path("below/new"), "new".to_owned());
            changes.rename(path("old"), path(target));
            changes
        };

        let failure = changes("taken").make().unwrap_err();
        assert_eq!(failure.what_next(), Some("nothing was changed"));
        assert_eq!(fs::read_to_string(path("old")).unwrap(), "1");
        assert!(!path("below/new").exists());

        assert_eq!(changes("free").make().unwrap().len(), 3);
        assert_eq!(fs::read_to_string(path("free")).unwrap(), "2");
        assert_eq!(fs::read_to_string(path("below/new")).unwrap(), "new");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 3);
    }

    #[test]
    fn a_file_that_is_there_is_never_overwritten() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("there");
        fs::write(&path, "mine").unwrap();
        let mut changes = Changes::default();
        changes.create(path.clone(), "yours".to_owned());
        assert_eq!(changes.make().unwrap_err().code(), Code::File);
        let mut changes = Changes::default();
        changes.replace(path.clone(), "what it was".to_owned(), "yours".to_owned());
        assert_eq!(changes.make().unwrap_err().code(), Code::File);
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    }
}
