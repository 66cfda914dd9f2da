use std::path::PathBuf;

use super::{Settings, item_memory, spool_directory};

/// What item migrations go by.
impl Settings {
    /// In which directory the answers of item migrations wait whose writes are deferred. Default: one of the user's in
    /// `/var/tmp`, or the system's directory for temporary files where there is none.
    #[must_use]
    pub fn spool_directory(&self) -> PathBuf {
        let given = self.layer.spool_directory.clone();
        given.unwrap_or_else(spool_directory::default)
    }

    /// How many bytes the items of item migrations may take, of all pages together that are read and not dealt with. Default: 192
    /// MB.
    #[must_use]
    pub fn item_memory(&self) -> u64 {
        self.layer.item_memory.unwrap_or(item_memory::DEFAULT)
    }
}
