use super::keys::Key;

/// Where a namespace's rows are: the real names of its tables, and the namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MetaAddress {
    /// The table of the history.
    pub(crate) table: String,
    /// The table of the lock; usually the same.
    pub(crate) lock_table: String,
    /// The namespace.
    pub(crate) namespace: String,
}

impl MetaAddress {
    /// Puts an address together from real names.
    pub(crate) fn new(
        table: impl Into<String>,
        lock_table: impl Into<String>,
        namespace: impl Into<String>,
    ) -> Self {
        Self {
            table: table.into(),
            lock_table: lock_table.into(),
            namespace: namespace.into(),
        }
    }

    /// The tables, each once.
    pub(crate) fn tables(&self) -> Vec<&str> {
        let mut tables = vec![self.table.as_str(), self.lock_table.as_str()];
        tables.dedup();
        tables
    }

    pub(crate) fn lock_key(&self) -> Key {
        Key::lock(&self.namespace)
    }
}
