use super::refusal::Refusal;

/// How much of declared tables an environment leaves to dynamig.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Manage {
    /// All that is declared.
    #[default]
    All,
    /// The global secondary indexes alone: the rest is compared, and somebody else's.
    Indexes,
    /// Nothing: everything is compared, and somebody else's.
    Verify,
}

impl Manage {
    /// As `dynamig.toml` writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Indexes => "indexes",
            Self::Verify => "verify",
        }
    }

    pub(super) fn named(name: &str) -> Result<Self, Refusal> {
        let all = [Self::All, Self::Indexes, Self::Verify];
        all.into_iter()
            .find(|manage| manage.as_str() == name)
            .ok_or_else(|| {
                Refusal::new(format!("`manage` cannot be `{name}`"))
                    .hint("write \"all\", \"indexes\" or \"verify\"")
            })
    }
}
