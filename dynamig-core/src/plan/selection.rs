use std::num::NonZeroUsize;

/// Which of the pending migrations `up` runs. Migrations are named by full id, by version alone, or by name alone where
/// that is clear.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "snake_case")]
pub enum Selection {
    /// All.
    #[default]
    All,
    /// Those up to this one. Where it is applied already, those below it that a branch added late.
    To(String),
    /// Those below this one.
    Before(String),
    /// The next so many, in version order. What is only recorded, and does not run, is not counted.
    Steps(NonZeroUsize),
    /// This one alone; refused where a dependency of it is not applied.
    Only(String),
}

/// Which of the applied migrations `down` undoes, the last applied first. Migrations are named as in [`Selection`].
///
/// "After" is said of the recorded order of application. Baselined migrations without a place in it count as older than
/// all that have one, in version order. Skipped migrations did nothing and are left as they are, unless they are named.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DownSelection {
    /// The last so many.
    Steps(NonZeroUsize),
    /// Those after this one: it stays applied.
    To(String),
    /// This one, and those after it.
    Before(String),
    /// This one alone.
    Only(String),
    /// All.
    All,
}

/// What happens to migrations that depend on one that is undone and stay applied themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strand {
    /// They are listed, and nothing is undone.
    #[default]
    Refuse,
    /// They stay as they are.
    Force,
}
