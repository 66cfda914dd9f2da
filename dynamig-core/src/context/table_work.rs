/// Something that a migration asked for of a table, and that is so now.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableWork {
    /// The table's logical name.
    pub table: String,
    /// What was asked for, in words.
    pub detail: String,
    /// Whether it had to be done.
    pub worked: Worked,
}

/// Whether something had to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Worked {
    /// It was done, and has settled.
    Now,
    /// It was so already: an attempt before this one, or somebody else, has done it.
    Before,
}
