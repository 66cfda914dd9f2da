use std::path::Path;

use super::spool::SpoolFault;
use crate::error::{Code, Error};
use crate::meta::{Item, Unreadable, reader, text};
use crate::migration::MigrationId;

/// The spool that a run has begun to write by, as its row tells: nobody goes on without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spooled {
    /// Its name in the directory of spools.
    pub(crate) name: String,
    /// The digest of its manifest.
    pub(crate) digest: String,
    /// The host that it was left on.
    pub(crate) host: String,
    /// Its path there.
    pub(crate) path: String,
}

const NAME: &str = "spool";
const DIGEST: &str = "spool_digest";
const HOST: &str = "spool_host";
const PATH: &str = "spool_path";

/// Where it stands in the row of the run.
pub(super) const ATTRIBUTES: [&str; 4] = [NAME, DIGEST, HOST, PATH];

impl Spooled {
    /// None where nothing is written yet.
    pub(super) fn read(row: &Item) -> Result<Option<Self>, Unreadable> {
        let row = reader(row);
        let Some(name) = row.optional_text(NAME)? else {
            return Ok(None);
        };
        // It is deleted at the end: a row that was edited by hand must not name another directory.
        if !is_name(name) {
            return Err(Unreadable {
                attribute: NAME.to_owned(),
                expected: "name of a spool",
            });
        }
        let owned = |name| row.text(name).map(str::to_owned);
        Ok(Some(Self {
            name: name.to_owned(),
            digest: owned(DIGEST)?,
            host: owned(HOST)?,
            path: owned(PATH)?,
        }))
    }

    pub(super) fn attributes(&self) -> Item {
        let Self {
            name,
            digest,
            host,
            path,
        } = self;
        let all = [(NAME, name), (DIGEST, digest), (HOST, host), (PATH, path)];
        all.map(|(name, value)| (name.to_owned(), text(value)))
            .into()
    }

    /// The error of one that is not here as it was left.
    pub(super) fn unusable(&self, id: &MigrationId, base: &Path, fault: SpoolFault) -> Error {
        let (base, Self { host, path, .. }) = (base.display(), self);
        match fault {
            SpoolFault::Missing(_) | SpoolFault::Damaged(_) => {
                let message = format!(
                    "migration {id} has begun to write what its function answered, and that is not in {base} as it was left"
                );
                Error::new(Code::SpoolMissing, message).hint(format!(
                    "it was left on {host} in {path}: run the same command there, or bring that directory here, or set \
                     `spool_directory` to where it is; or `mark {id} reverted --reason …`, and the run starts at the first \
                     item again, of which some are written already"
                ))
            }
            SpoolFault::Held(_) | SpoolFault::File { .. } => {
                let message =
                    format!("the spool of migration {id}, by which it goes on, cannot be used");
                Error::new(Code::File, message).hint(format!(
                    "nothing was written now; it was left on {host} in {path}: mend what is in the way, and run the same \
                     command again"
                ))
            }
        }
        .caused_by(fault)
    }
}

/// Whether it is that of a directory right in that of spools.
fn is_name(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.';
    name.starts_with(|first: char| first.is_ascii_digit()) && name.bytes().all(is_plain)
}

/// The error of one that was damaged after it was looked through.
pub(super) fn changed(id: &MigrationId, path: &Path, fault: SpoolFault) -> Error {
    let message = format!("the spool of migration {id} changed while it was read");
    Error::new(Code::SpoolMissing, message)
        .hint(format!(
            "what was written is checkpointed; restore {}, and run the same command again; or `mark {id} reverted --reason …`, \
             and the run starts at the first item again, of which some are written already",
            path.display()
        ))
        .caused_by(fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_row_tells_is_read_as_it_was_stored() {
        let spooled = Spooled {
            name: "20260910080000.0123456789abcdef.00ff".to_owned(),
            digest: "00".to_owned(),
            host: "desk".to_owned(),
            path: "/var/tmp/spool".to_owned(),
        };
        let row = spooled.attributes();
        assert!(matches!(Spooled::read(&row), Ok(Some(read)) if read == spooled));
        assert!(matches!(Spooled::read(&Item::new()), Ok(None)));
        for name in ["", "..", ".", "/etc", "1/../..", "1\\.."] {
            let name = name.to_owned();
            let row = Spooled {
                name,
                ..spooled.clone()
            };
            assert!(Spooled::read(&row.attributes()).is_err(), "{}", row.name);
        }
    }
}
