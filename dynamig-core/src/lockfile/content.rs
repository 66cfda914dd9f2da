use std::collections::BTreeMap;

use super::Lock;

/// The content of a `dynamig.lock`: one file for a workspace, in which each namespace has sections of its own.
///
/// Programs of one workspace link different sets of migrations, and each is held against its own namespace only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LockFile {
    /// What is locked, by namespace.
    pub namespaces: BTreeMap<String, Lock>,
}

impl LockFile {
    /// What is locked of a namespace.
    #[must_use]
    pub fn get(&self, namespace: &str) -> Option<&Lock> {
        self.namespaces.get(namespace)
    }

    /// The same with another lock for one namespace.
    #[must_use]
    pub fn with(mut self, namespace: impl Into<String>, lock: Lock) -> Self {
        self.namespaces.insert(namespace.into(), lock);
        self
    }
}
