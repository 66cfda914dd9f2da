//! The answers of one segment, in a file of their own: records of a length, a checksum and an entry.

use std::fs::{File, OpenOptions};
use std::io::{BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::entry::Entry;
use super::fault::SpoolFault;

/// The length and the checksum in front of each entry.
const HEAD: usize = 4 + CHECKSUM;
const CHECKSUM: usize = 8;

/// Records that are yet to be written, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Records {
    bytes: Vec<u8>,
    entries: u64,
}

impl Records {
    /// Adds an entry's bytes.
    pub(crate) fn push(&mut self, entry: &[u8]) {
        // An item has 400 KB, and what is written besides is in memory: no entry comes near four gigabytes.
        let length = u32::try_from(entry.len()).unwrap_or(u32::MAX);
        self.bytes.extend(length.to_le_bytes());
        self.bytes.extend(checksum(entry));
        self.bytes.extend(entry);
        self.entries += 1;
    }
}

fn checksum(entry: &[u8]) -> [u8; CHECKSUM] {
    let digest = Sha256::digest(entry);
    let mut first = [0; CHECKSUM];
    first.copy_from_slice(&digest[..CHECKSUM]);
    first
}

/// How much a part has, and what digest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Extent {
    pub(crate) entries: u64,
    pub(crate) bytes: u64,
    /// Of the whole file, in hexadecimal; empty where there is none.
    pub(crate) digest: String,
}

/// A part that grows. Its file is made with the first entry.
#[derive(Debug)]
pub(crate) struct PartWriter {
    path: PathBuf,
    file: Option<File>,
    digest: Sha256,
    entries: u64,
    bytes: u64,
}

impl PartWriter {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self {
            path,
            file: None,
            digest: Sha256::new(),
            entries: 0,
            bytes: 0,
        }
    }

    /// Adds records.
    pub(crate) fn append(&mut self, records: &Records) -> Result<(), SpoolFault> {
        if records.entries == 0 {
            return Ok(());
        }
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(create(&self.path)?),
        };
        file.write_all(&records.bytes)
            .map_err(SpoolFault::file(&self.path))?;
        self.digest.update(&records.bytes);
        self.entries += records.entries;
        self.bytes += records.bytes.len() as u64;
        Ok(())
    }

    /// Has it reach the disk.
    pub(crate) fn end(self) -> Result<Extent, SpoolFault> {
        let Some(file) = self.file else {
            return Ok(Extent::default());
        };
        file.sync_all().map_err(SpoolFault::file(&self.path))?;
        Ok(Extent {
            entries: self.entries,
            bytes: self.bytes,
            digest: hex(&self.digest.finalize()),
        })
    }
}

/// A new file that nobody else can read.
pub(super) fn create(path: &Path) -> Result<File, SpoolFault> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path).map_err(SpoolFault::file(path))
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A part that is read, from some entry on.
#[derive(Debug)]
pub(crate) struct PartReader {
    path: PathBuf,
    file: BufReader<File>,
    /// What is left of it, as it was written.
    left: u64,
}

impl PartReader {
    /// Goes past so many entries.
    pub(crate) fn open(path: PathBuf, extent: &Extent, past: u64) -> Result<Self, SpoolFault> {
        let file = File::open(&path).map_err(SpoolFault::reading(&path))?;
        let mut reader = Self {
            file: BufReader::with_capacity(1 << 16, file),
            path,
            left: extent.bytes,
        };
        for _ in 0..past {
            let (length, _) = reader.head()?;
            let length = i64::from(length);
            let skipped = reader.file.seek_relative(length);
            skipped.map_err(SpoolFault::reading(&reader.path))?;
        }
        Ok(reader)
    }

    /// The next entries: so many at the most, and no more once they have so many bytes.
    pub(crate) fn page(&mut self, most: usize, bytes: usize) -> Result<Vec<Entry>, SpoolFault> {
        let (mut entries, mut read) = (Vec::new(), 0);
        while entries.len() < most && read < bytes && self.left > 0 {
            let (length, expected) = self.head()?;
            let mut entry = vec![0; length as usize];
            self.fill(&mut entry)?;
            if checksum(&entry) != expected {
                return Err(SpoolFault::Damaged(self.path.clone()));
            }
            read += entry.len();
            entries.push(Entry::read(&entry).map_err(SpoolFault::torn(&self.path))?);
        }
        Ok(entries)
    }

    /// The length and the checksum of the next entry, which is counted as read.
    fn head(&mut self) -> Result<(u32, [u8; CHECKSUM]), SpoolFault> {
        let (mut length, mut checksum) = ([0; 4], [0; CHECKSUM]);
        self.fill(&mut length)?;
        self.fill(&mut checksum)?;
        let length = u32::from_le_bytes(length);
        let left = self.left.checked_sub(HEAD as u64 + u64::from(length));
        // A length that was damaged takes no memory.
        self.left = left.ok_or_else(|| SpoolFault::Damaged(self.path.clone()))?;
        Ok((length, checksum))
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), SpoolFault> {
        let filled = self.file.read_exact(bytes);
        filled.map_err(SpoolFault::reading(&self.path))
    }
}

/// Reads a whole part, and says whether it is as it was written.
pub(crate) fn check(path: &Path, extent: &Extent) -> Result<(), SpoolFault> {
    if extent.entries == 0 {
        return Ok(());
    }
    let mut file = File::open(path).map_err(SpoolFault::reading(path))?;
    let (mut digest, mut bytes) = (Sha256::new(), 0);
    let mut some = vec![0; 1 << 16];
    loop {
        match file.read(&mut some).map_err(SpoolFault::reading(path))? {
            0 => break,
            count => {
                digest.update(&some[..count]);
                bytes += count as u64;
            }
        }
    }
    let is_same = bytes == extent.bytes && hex(&digest.finalize()) == extent.digest;
    is_same
        .then_some(())
        .ok_or_else(|| SpoolFault::Damaged(path.to_owned()))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::item::Attributes;
    use crate::rewrite::FailedItem;
    use crate::rewrite::spool::entry::failed;

    fn entry(n: usize) -> Vec<u8> {
        let of = FailedItem {
            item: n.to_string(),
            class: "function".to_owned(),
            message: "x".repeat(n),
        };
        failed(&Attributes::new(), &of).unwrap()
    }

    fn written(path: &Path, count: usize) -> Extent {
        let mut part = PartWriter::new(path.to_owned());
        for n in 0..count {
            let mut records = Records::default();
            records.push(&entry(n));
            part.append(&records).unwrap();
        }
        part.end().unwrap()
    }

    fn numbers(entries: &[Entry]) -> Vec<usize> {
        let number = |entry: &Entry| match entry {
            Entry::Failed { failed, .. } => failed.item.parse().unwrap(),
            Entry::Answered { .. } => panic!("another entry"),
        };
        entries.iter().map(number).collect()
    }

    #[test]
    fn a_part_is_read_in_pages_from_wherever_one_left_off() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("0");
        let extent = written(&path, 10);
        assert_eq!(extent.entries, 10);
        assert_eq!(extent.bytes, std::fs::metadata(&path).unwrap().len());
        check(&path, &extent).unwrap();
        let mut part = PartReader::open(path, &extent, 3).unwrap();
        assert_eq!(numbers(&part.page(4, usize::MAX).unwrap()), [3, 4, 5, 6]);
        let large = entry(7).len() + 1;
        assert_eq!(numbers(&part.page(100, large).unwrap()), [7, 8]);
        assert_eq!(numbers(&part.page(100, 1).unwrap()), [9]);
        assert!(part.page(100, 100).unwrap().is_empty());
    }

    #[test]
    fn a_part_without_an_entry_has_no_file() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("0");
        assert_eq!(written(&path, 0), Extent::default());
        assert!(!path.exists());
        check(&path, &Extent::default()).unwrap();
    }

    #[test]
    fn whichever_byte_is_another_or_missing_the_part_is_refused() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("0");
        let extent = written(&path, 3);
        let whole = std::fs::read(&path).unwrap();
        let is_read = |path: &Path| {
            let mut part = PartReader::open(path.to_owned(), &extent, 0)?;
            part.page(100, usize::MAX).map(|entries| entries.len())
        };
        assert_eq!(is_read(&path).unwrap(), 3);
        for at in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 1;
            std::fs::write(&path, flipped).unwrap();
            assert!(matches!(check(&path, &extent), Err(SpoolFault::Damaged(_))));
            // Were it damaged after it was checked, no entry would be taken for another.
            assert!(!matches!(is_read(&path), Ok(3)), "byte {at}");
            std::fs::write(&path, &whole[..at]).unwrap();
            assert!(matches!(check(&path, &extent), Err(SpoolFault::Damaged(_))));
        }
        std::fs::remove_file(&path).unwrap();
        assert!(matches!(check(&path, &extent), Err(SpoolFault::Missing(_))));
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_a_part_nor_is_one_written_over() {
        use std::os::unix::fs::PermissionsExt as _;
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("0");
        let _extent = written(&path, 1);
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert!(matches!(create(&path), Err(SpoolFault::File { .. })));
    }
}
