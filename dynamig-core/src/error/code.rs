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
    /// The program links no migration. Exit 7.
    NothingLinked,
    /// The linked migrations contradict each other. Exit 4.
    InvalidRegistry,
    /// A migration was named that does not exist, or not clearly enough. Exit 2.
    UnknownMigration,
    /// A row's id is not linked, but looks like a linked migration's former one. Exit 4.
    Renamed,
    /// A migration was interrupted, and a person has to say what follows. Exit 4.
    ManualDecision,
    /// A migration was edited after it was started and before it ended. Exit 4.
    EditedWhileRunning,
    /// A migration was asked for whose dependencies are not applied. Exit 4.
    DependencyNotApplied,
    /// A migration was to be undone, or to stay, that is not applied. Exit 4.
    NotApplied,
    /// Undoing would leave a migration applied without what it depends on. Exit 4.
    Stranded,
    /// A migration was to be undone that has no down. Exit 4.
    Irreversible,
    /// A migration was to be undone that this program does not link, or not well enough to understand. Exit 4.
    NotLinked,
}
