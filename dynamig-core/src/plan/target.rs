/// What a plan is made for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// The environment's name; none where it was not named. Migrations that are meant for certain environments only are
    /// skipped there.
    pub environment: Option<String>,
    /// Whether losing data there matters.
    pub protection: Protection,
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
