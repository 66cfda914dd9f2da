use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::fault::SpoolFault;
use super::manifest::{Manifest, digest_of};
use super::part::{self, create};

/// The directory in which what the functions of one run answered waits, and the lock that keeps it from others on this
/// machine. Until it is sealed it goes with this value: nobody else can use it.
#[derive(Debug)]
pub(crate) struct Spool {
    /// The directory that has it.
    base: PathBuf,
    /// Of the directory: of which run it is, and which of that run's.
    name: String,
    state: State,
    _lock: File,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// It grows.
    Open,
    /// It stays until the run has ended.
    Sealed,
}

const MANIFEST: &str = "manifest.json";
const LOCK: &str = "lock";

impl Spool {
    /// Makes one. What earlier attempts of the same run have left is thrown away: `run` tells them.
    pub(crate) fn create(base: &Path, run: &str, token: &str) -> Result<Self, SpoolFault> {
        let mut private = DirBuilder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt as _;
            private.mode(0o700);
        }
        private.recursive(true);
        private.create(base).map_err(SpoolFault::file(base))?;
        throw_away(base, run)?;
        let name = format!("{run}.{token}");
        let path = base.join(&name);
        private.recursive(false);
        private.create(&path).map_err(SpoolFault::file(&path))?;
        let lock = create(&path.join(LOCK))?;
        lock.lock().map_err(SpoolFault::file(&path))?;
        Ok(Self {
            base: base.to_owned(),
            name,
            state: State::Open,
            _lock: lock,
        })
    }

    /// Opens the one of this name and digest, and looks through it.
    pub(crate) fn open(
        base: &Path,
        name: &str,
        digest: &str,
    ) -> Result<(Self, Manifest), SpoolFault> {
        let path = base.join(name);
        let lock = path.join(LOCK);
        let lock = OpenOptions::new()
            .write(true)
            .open(&lock)
            .map_err(SpoolFault::reading(&path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(SpoolFault::Held(path)),
            Err(TryLockError::Error(error)) => return Err(SpoolFault::file(&path)(error)),
        }
        let spool = Self {
            base: base.to_owned(),
            name: name.to_owned(),
            state: State::Sealed,
            _lock: lock,
        };
        let manifest = spool.manifest(digest)?;
        for (&n, part) in &manifest.parts {
            part::check(&spool.part(n), &part.extent())?;
        }
        Ok((spool, manifest))
    }

    fn manifest(&self, digest: &str) -> Result<Manifest, SpoolFault> {
        let path = self.path().join(MANIFEST);
        let bytes = std::fs::read(&path).map_err(SpoolFault::reading(&path))?;
        let manifest = Manifest::read(&bytes).filter(|_| digest_of(&bytes) == digest);
        manifest.ok_or(SpoolFault::Damaged(path))
    }

    /// Writes what it has, once all of that is on the disk; from then on it stays. Returns the manifest's digest.
    pub(crate) fn seal(&mut self, manifest: &Manifest) -> Result<String, SpoolFault> {
        let directory = self.path();
        let (path, new) = (directory.join(MANIFEST), directory.join("manifest.new"));
        let bytes = serde_json::to_vec(manifest);
        let bytes = bytes.map_err(|error| SpoolFault::file(&path)(error.into()))?;
        let mut file = create(&new)?;
        let written = file.write_all(&bytes).and_then(|()| file.sync_all());
        written.map_err(SpoolFault::file(&new))?;
        std::fs::rename(&new, &path).map_err(SpoolFault::file(&path))?;
        sync_directory(&directory)?;
        sync_directory(&self.base)?;
        self.state = State::Sealed;
        Ok(digest_of(&bytes))
    }

    /// The file of a segment.
    pub(crate) fn part(&self, n: u32) -> PathBuf {
        self.path().join(format!("{n:07}"))
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.base.join(&self.name)
    }

    /// Deletes the one in a directory, if there is one: everything in it is written.
    pub(crate) fn remove(path: &Path) -> Result<(), SpoolFault> {
        match std::fs::remove_dir_all(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(SpoolFault::file(path)(error))
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        if self.state == State::Open {
            // What is left of it is thrown away by the next attempt.
            let _thrown_away_later = std::fs::remove_dir_all(self.path());
        }
    }
}

/// Throws away the spools of a run that nobody is at.
fn throw_away(base: &Path, run: &str) -> Result<(), SpoolFault> {
    let prefix = format!("{run}.");
    for found in std::fs::read_dir(base).map_err(SpoolFault::file(base))? {
        let found = found.map_err(SpoolFault::file(base))?;
        let name = found.file_name();
        if !name.to_str().is_some_and(|name| name.starts_with(&prefix)) {
            continue;
        }
        let path = found.path();
        let lock = File::open(path.join(LOCK)).ok();
        let is_held = |lock: &File| matches!(lock.try_lock(), Err(TryLockError::WouldBlock));
        if !lock.as_ref().is_some_and(is_held) {
            std::fs::remove_dir_all(&path).map_err(SpoolFault::file(&path))?;
        }
    }
    Ok(())
}

/// Has the names in a directory reach the disk; where a system has no such thing, they do so by themselves.
fn sync_directory(path: &Path) -> Result<(), SpoolFault> {
    #[cfg(unix)]
    {
        let directory = File::open(path).map_err(SpoolFault::file(path))?;
        directory.sync_all().map_err(SpoolFault::file(path))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use std::collections::BTreeMap;

    use super::super::entry::failed;
    use super::super::manifest::Part;
    use super::super::part::{Extent, PartWriter, Records};
    use super::*;
    use crate::item::Attributes;
    use crate::rewrite::{FailedItem, ItemCounts};

    /// A sealed spool of one segment with one entry, and its digest.
    fn sealed(base: &Path, token: &str) -> (Spool, String) {
        let mut spool = Spool::create(base, "1_a.run", token).unwrap();
        let mut part = PartWriter::new(spool.part(0));
        let mut records = Records::default();
        let of = FailedItem {
            item: String::new(),
            class: String::new(),
            message: String::new(),
        };
        records.push(&failed(&Attributes::new(), &of).unwrap());
        part.append(&records).unwrap();
        let counts = ItemCounts::default();
        let parts = BTreeMap::from([
            (0, Part::new(&counts, part.end().unwrap())),
            (1, Part::new(&counts, Extent::default())),
        ]);
        let manifest = Manifest::new("1_a".to_owned(), "t".to_owned(), parts);
        let digest = spool.seal(&manifest).unwrap();
        (spool, digest)
    }

    fn there(base: &Path) -> Vec<String> {
        let names = std::fs::read_dir(base).unwrap();
        let mut names: Vec<_> = names
            .map(|found| found.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_sealed_spool_stays_and_one_that_is_not_goes() {
        let base = tempfile::tempdir().unwrap();
        let base = base.path().join("made");
        drop(Spool::create(&base, "1_a.run", "one").unwrap());
        assert!(there(&base).is_empty());
        let (spool, digest) = sealed(&base, "two");
        let name = spool.name().to_owned();
        drop(spool);
        let (spool, manifest) = Spool::open(&base, &name, &digest).unwrap();
        assert_eq!(manifest.extent().0, 1);
        Spool::remove(&spool.path()).unwrap();
        Spool::remove(&spool.path()).unwrap();
        assert!(there(&base).is_empty());
    }

    #[test]
    fn a_new_spool_throws_away_what_nobody_is_at_of_its_own_run_alone() {
        let base = tempfile::tempdir().unwrap();
        let base = base.path();
        drop(sealed(base, "left"));
        let (held, _) = sealed(base, "held");
        for name in ["1_a.other.x", "1_b.run.x", "1_a.run.killed"] {
            std::fs::create_dir(base.join(name)).unwrap();
        }
        let _new = Spool::create(base, "1_a.run", "new").unwrap();
        let left = ["1_a.other.x", "1_a.run.held", "1_a.run.new", "1_b.run.x"];
        assert_eq!(there(base), left);
        drop(held);
    }

    #[test]
    fn another_spool_none_a_damaged_one_and_one_that_is_held_are_refused() {
        let base = tempfile::tempdir().unwrap();
        let base = base.path();
        let (spool, digest) = sealed(base, "one");
        let name = spool.name().to_owned();
        let open = |name: &str, digest: &str| Spool::open(base, name, digest).map(|_| ());
        assert!(matches!(open(&name, &digest), Err(SpoolFault::Held(_))));
        drop(spool);
        open(&name, &digest).unwrap();
        assert!(matches!(
            open("1_a.x", &digest),
            Err(SpoolFault::Missing(_))
        ));
        assert!(matches!(open(&name, "00"), Err(SpoolFault::Damaged(_))));
        let manifest = base.join(&name).join(MANIFEST);
        let text = std::fs::read_to_string(&manifest).unwrap();
        std::fs::write(&manifest, text.replace("\"entries\":1", "\"entries\":2")).unwrap();
        assert!(matches!(open(&name, &digest), Err(SpoolFault::Damaged(_))));
        std::fs::write(&manifest, &text).unwrap();
        open(&name, &digest).unwrap();
        std::fs::remove_file(base.join(&name).join("0000000")).unwrap();
        assert!(matches!(open(&name, &digest), Err(SpoolFault::Missing(_))));
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_sees_what_is_in_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let base = tempfile::tempdir().unwrap();
        let base = base.path().join("a/b");
        let (spool, _) = sealed(&base, "one");
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&base), mode(&spool.path())), (0o700, 0o700));
        for file in there(&spool.path()) {
            assert_eq!(mode(&spool.path().join(&file)), 0o600, "{file}");
        }
    }

    #[test]
    fn a_directory_that_cannot_be_made_is_named() {
        let base = tempfile::tempdir().unwrap();
        let file = base.path().join("file");
        std::fs::write(&file, "").unwrap();
        let fault = Spool::create(&file.join("spool"), "1_a.run", "one").unwrap_err();
        let shown = fault.to_string();
        assert!(shown.contains("file/spool"), "{shown}");
        let error = fault.while_collecting();
        assert_eq!(error.code(), crate::Code::File);
    }
}
