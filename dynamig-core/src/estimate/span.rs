use serde::Serialize;

/// From one amount to another: what it is at least, where each item is written once, and what it can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Span<T> {
    /// The smaller one.
    pub from: T,
    /// The larger one.
    pub to: T,
}

/// Capacity units: a read unit is 4 KB read strongly consistent or 8 KB eventually, a write unit 1 KB written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Units {
    /// Read units.
    pub read: f64,
    /// Write units, those of indexes included.
    pub write: f64,
}

impl Units {
    /// So many.
    #[must_use]
    pub const fn new(read: f64, write: f64) -> Self {
        Self { read, write }
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.read += other.read;
        self.write += other.write;
    }

    /// What is more in these than in others; nothing where there is less.
    pub(crate) fn beyond(self, other: Self) -> Self {
        Self {
            read: (self.read - other.read).max(0.0),
            write: (self.write - other.write).max(0.0),
        }
    }
}
