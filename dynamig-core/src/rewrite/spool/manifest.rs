use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::part::{Extent, hex};
use crate::rewrite::ItemCounts;

/// What a whole spool has: written last, and told of by its digest in the meta table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// Of this format.
    pub(super) schema: u32,
    /// The migration.
    pub(super) migration: String,
    /// The real name of the table that it is run over.
    pub(super) table: String,
    /// By the numbers of the segments, all of them.
    pub(crate) parts: BTreeMap<u32, Part>,
}

/// What came of one segment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Part {
    pub(crate) entries: u64,
    pub(crate) bytes: u64,
    pub(crate) digest: String,
    /// Items that were read.
    pub(crate) scanned: u64,
    /// Items that stay as they are, of which there is no entry.
    pub(crate) kept: u64,
    /// Items that the function is not for.
    pub(crate) other: u64,
}

const SCHEMA: u32 = 1;

impl Manifest {
    pub(crate) fn new(migration: String, table: String, parts: BTreeMap<u32, Part>) -> Self {
        Self {
            schema: SCHEMA,
            migration,
            table,
            parts,
        }
    }

    /// How many entries wait, and in how many bytes.
    pub(crate) fn extent(&self) -> (u64, u64) {
        let mut all = (0, 0);
        for part in self.parts.values() {
            all = (all.0 + part.entries, all.1 + part.bytes);
        }
        all
    }

    /// None where it is not of this format.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(bytes).ok()?;
        (manifest.schema == SCHEMA).then_some(manifest)
    }
}

impl Part {
    /// What was counted of a segment, and what waits of it.
    pub(crate) fn new(counts: &ItemCounts, extent: Extent) -> Self {
        let Extent {
            entries,
            bytes,
            digest,
        } = extent;
        Self {
            entries,
            bytes,
            digest,
            scanned: counts.scanned,
            kept: counts.kept,
            other: counts.other,
        }
    }

    pub(crate) fn extent(&self) -> Extent {
        Extent {
            entries: self.entries,
            bytes: self.bytes,
            digest: self.digest.clone(),
        }
    }

    /// What is counted of the segment before any of its entries is dealt with.
    pub(crate) fn counts(&self) -> ItemCounts {
        ItemCounts {
            scanned: self.scanned,
            kept: self.kept,
            other: self.other,
            ..ItemCounts::default()
        }
    }
}

/// What tells one manifest from all others.
pub(super) fn digest_of(manifest: &[u8]) -> String {
    hex(&Sha256::digest(manifest))
}
