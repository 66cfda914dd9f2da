use super::ItemCheck;

/// Whether items are looked at of which a planned index may leave some out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CheckItems {
    /// They are not: an index of which nobody knows better needs consent.
    #[default]
    No,
    /// By a Scan of each table that is to get an index: it reads the whole table once, whatever the number of indexes.
    Scan(ExampleKeys),
    /// They were looked at before, and this was found. What is planned besides was not looked at.
    Found(Vec<ItemCheck>),
}

/// How the keys of example items are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ExampleKeys {
    /// By the start of a hash, which tells whoever knows the key that it is the one.
    #[default]
    Hashed,
    /// As they are. They may be personal data: mind who reads the output.
    Shown,
}
