/// What kind of error it was: stable across releases, and the source of the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Code {
    /// A setting, flag or configuration file is wrong. Exit 2.
    Configuration,
    /// The embedded engine cannot start, or its file cannot be used. Exit 1.
    Engine,
    /// Another process holds the embedded engine's file. Exit 5.
    EngineHeld,
}
