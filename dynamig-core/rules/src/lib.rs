//! Every rule, said once.

/// Versions.
pub mod version {
    /// Checks a version.
    pub fn check(_: u64) -> Result<(), String> {
        Ok(())
    }
}
/// Names.
pub mod name {
    /// Checks a name.
    pub fn check(_: &str) -> Result<(), String> {
        Ok(())
    }
}
/// Tables.
pub mod table {
    /// Checks a table's name.
    pub fn check_name(_: &str) -> Result<(), String> {
        Ok(())
    }
}
