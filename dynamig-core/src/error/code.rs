/// What kind of error it was: stable across releases, and the source of the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Code {
    /// A setting, flag or configuration file is wrong. Exit 2.
    Configuration,
    /// The command line is wrong. Exit 2.
    Usage,
    /// A migration breaks a rule. Exit 4.
    InvalidMigration,
}
