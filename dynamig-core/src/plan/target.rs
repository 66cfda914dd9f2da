/// What a plan is made for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// The environment's name; none where it was not named. Migrations that are meant for certain environments only are
    /// skipped there.
    pub environment: Option<String>,
    /// Whether losing data there matters.
    pub protection: Protection,
    /// Whether item migrations are run.
    pub items: ItemRuns,
}

/// What `up` does about migrations that are run over the items of a table, which may take hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ItemRuns {
    /// It leaves them, and what depends on them, to whoever runs them. The rest is applied. What a program wants that
    /// starts.
    #[default]
    Leave,
    /// It runs them, each in its turn, and waits for those that another process runs.
    Run,
}

/// Whether losing data matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Protection {
    /// It does: undoing is destructive and needs consent. Every real AWS target, unless it says otherwise.
    #[default]
    Protected,
    /// It does not: a developer's own database.
    Unprotected,
}
