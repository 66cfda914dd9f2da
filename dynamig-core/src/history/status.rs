use std::fmt;

/// The state of a migration in the history.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
#[serde(from = "String", into = "String")]
pub enum Status {
    /// Its function was started and has not been seen to end.
    Running,
    /// An item migration that a person paused.
    Paused,
    /// An item migration that a person cancelled.
    Cancelled,
    /// Done.
    Applied,
    /// Its function returned an error, panicked or was interrupted by a signal.
    Failed,
    /// An item migration whose down is half done.
    Reverting,
    /// Its down is done: pending again.
    Reverted,
    /// Recorded as applied without running, when an existing environment was adopted.
    Baselined,
    /// Recorded as not meant for this environment.
    Skipped,
    /// A status that a newer release wrote and this one does not know.
    Other(String),
}

impl Status {
    /// Every status that this release writes.
    pub const ALL: [Self; 9] = [
        Self::Running,
        Self::Paused,
        Self::Cancelled,
        Self::Applied,
        Self::Failed,
        Self::Reverting,
        Self::Reverted,
        Self::Baselined,
        Self::Skipped,
    ];

    /// The status as it is stored and printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Cancelled => "cancelled",
            Self::Applied => "applied",
            Self::Failed => "failed",
            Self::Reverting => "reverting",
            Self::Reverted => "reverted",
            Self::Baselined => "baselined",
            Self::Skipped => "skipped",
            Self::Other(text) => text,
        }
    }

    /// Whether nothing is left to do: applied, baselined or skipped. Such a migration satisfies its dependants.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        matches!(self, Self::Applied | Self::Baselined | Self::Skipped)
    }
}

impl From<&str> for Status {
    fn from(text: &str) -> Self {
        let known = Self::ALL.into_iter().find(|status| status.as_str() == text);
        known.unwrap_or_else(|| Self::Other(text.to_owned()))
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<String> for Status {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<Status> for String {
    fn from(state: Status) -> Self {
        state.as_str().to_owned()
    }
}
