/// What is said of a property that can be on or off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Setting<T> {
    /// Nothing: a declaration leaves the property alone, an observation did not look at it.
    #[default]
    Unsaid,
    /// It is off.
    Off,
    /// It is on, like this.
    On(T),
}

impl<T> Setting<T> {
    /// Whether nothing is said.
    #[must_use]
    pub const fn is_unsaid(&self) -> bool {
        matches!(self, Self::Unsaid)
    }

    /// What it is on with.
    #[must_use]
    pub const fn on(&self) -> Option<&T> {
        match self {
            Self::On(value) => Some(value),
            Self::Off | Self::Unsaid => None,
        }
    }
}
