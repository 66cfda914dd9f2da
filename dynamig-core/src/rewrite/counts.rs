use serde::Serialize;

/// How many items of a table an item migration has come to, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ItemCounts {
    /// Items that were read.
    pub scanned: u64,
    /// Items that were changed.
    pub written: u64,
    /// Items that were deleted.
    pub deleted: u64,
    /// Items that stay as they are.
    pub kept: u64,
    /// Items of other entity types, which the function is not for.
    pub other: u64,
    /// Items that somebody else deleted meanwhile.
    pub gone: u64,
    /// Items on which the function, or the write, failed.
    pub failed: u64,
}

/// What became of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Became {
    Written,
    Deleted,
    Kept,
    Other,
    Gone,
    Failed,
}

impl ItemCounts {
    /// The counts by their names in rows.
    pub(crate) fn named(&self) -> [(&'static str, u64); 7] {
        [
            ("scanned", self.scanned),
            ("written", self.written),
            ("deleted", self.deleted),
            ("kept", self.kept),
            ("other", self.other),
            ("gone", self.gone),
            ("failed", self.failed),
        ]
    }

    pub(crate) fn note(&mut self, became: Became) {
        let count = match became {
            Became::Written => &mut self.written,
            Became::Deleted => &mut self.deleted,
            Became::Kept => &mut self.kept,
            Became::Other => &mut self.other,
            Became::Gone => &mut self.gone,
            Became::Failed => &mut self.failed,
        };
        *count += 1;
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.scanned += other.scanned;
        self.written += other.written;
        self.deleted += other.deleted;
        self.kept += other.kept;
        self.other += other.other;
        self.gone += other.gone;
        self.failed += other.failed;
    }

    /// How many items something became of. A run is finished when it is as many as were read.
    #[must_use]
    pub fn settled(&self) -> u64 {
        self.written + self.deleted + self.kept + self.other + self.gone + self.failed
    }
}
