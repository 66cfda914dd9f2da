/// What is known of the point-in-time recovery of the meta table.
///
/// It cannot be asked for with the table, so whoever creates it may die in between: it is wanted until the history says
/// what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(from = "Option<String>", into = "Option<String>")]
#[non_exhaustive]
pub enum Recovery {
    /// Nobody has switched it on yet: the next one to take the lock does.
    #[default]
    Wanted,
    /// It was switched on, once. What somebody switches off later stays off.
    On,
    /// The engine has none.
    Unsupported,
    /// Whoever tried was not allowed to. Each that takes the lock tries again.
    Refused,
    /// What a newer release wrote, and this one does not know.
    Other(String),
}

impl Recovery {
    /// The word that is stored; none while it is wanted.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Wanted => None,
            Self::On => Some("on"),
            Self::Unsupported => Some("unsupported"),
            Self::Refused => Some("refused"),
            Self::Other(text) => Some(text),
        }
    }

    /// Whether somebody has still to switch it on.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self, Self::Wanted | Self::Refused)
    }
}

impl From<Option<&str>> for Recovery {
    fn from(stored: Option<&str>) -> Self {
        let Some(text) = stored else {
            return Self::Wanted;
        };
        let known = [Self::On, Self::Unsupported, Self::Refused];
        let mut known = known.into_iter();
        known
            .find(|one| one.as_str() == Some(text))
            .unwrap_or_else(|| Self::Other(text.to_owned()))
    }
}

impl From<Option<String>> for Recovery {
    fn from(stored: Option<String>) -> Self {
        Self::from(stored.as_deref())
    }
}

impl From<Recovery> for Option<String> {
    fn from(recovery: Recovery) -> Self {
        recovery.as_str().map(str::to_owned)
    }
}
