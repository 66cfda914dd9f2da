use crate::Violation;

/// A rule that a table breaks, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The part of the table that breaks it.
    pub part: Part,
    /// The rule, and a sentence that names what breaks it.
    pub violation: Violation,
}

/// A part of a table, for whoever points at it: a macro underlines its tokens, a file's reader tells its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The table's name.
    Name,
    /// Its key as a whole.
    Keys,
    /// One attribute of its key, from 0.
    Key(usize),
    /// One defined attribute, from 0.
    Attribute(usize),
    /// All its indexes.
    Indexes,
    /// A part of one index, from 0.
    Index(usize, IndexPart),
    /// How it is paid for.
    Billing,
    /// Its provisioned capacity.
    Capacity,
    /// Its caps on demand.
    Caps,
    /// What it is warm for.
    Warm,
    /// Its encryption.
    Encryption,
    /// All its tags.
    Tags,
    /// One tag, from 0.
    Tag(usize),
    /// Its time to live.
    Ttl,
    /// Its point-in-time recovery.
    Recovery,
    /// Its resource policy.
    Policy,
}

/// A part of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IndexPart {
    /// Its name.
    Name,
    /// Its key as a whole.
    Keys,
    /// One attribute of its key, from 0.
    Key(usize),
    /// How much it holds.
    Projection,
    /// One attribute that it holds, from 0.
    Projected(usize),
    /// Its provisioned capacity.
    Capacity,
    /// Its caps on demand.
    Caps,
    /// What it is warm for.
    Warm,
}
