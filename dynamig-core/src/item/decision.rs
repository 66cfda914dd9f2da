use super::{Difference, ReadSet, Write};

/// What a function answered about one item, whatever the type that it works on.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Decision {
    /// What becomes of the item.
    pub verdict: Verdict,
    /// The attributes that the answer rests on.
    pub reads: ReadSet,
    /// Writes to this or other tables, in their order, before the item is written.
    pub also: Vec<Write>,
}

/// What becomes of an item.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It stays as it is.
    Keep,
    /// It changes in these attributes; never empty.
    Update(Difference),
    /// It is deleted.
    Delete,
}
