use crate::item_check::ExampleKeys;

/// How [`Migrator::try_items`](crate::Migrator::try_items) and [`Migrator::verify`](crate::Migrator::verify) go about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TrialOptions {
    /// How many items are looked at.
    pub sample: Sample,
    /// How the keys of example items are told.
    pub keys: ExampleKeys,
    /// Whether examples have the values of what changes.
    pub values: Values,
}

/// How many items of a table are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// About so many, from random places of the table; all, where there are no more.
    Items(u32),
    /// All.
    Whole,
}

/// Whether the values of attributes are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Values {
    /// Names, types and sizes alone.
    #[default]
    Hidden,
    /// As they are. They may be personal data: mind who reads the output.
    Shown,
}

impl TrialOptions {
    /// Looks at so many; tells keys by their hashes, and no values.
    #[must_use]
    pub fn new(sample: Sample) -> Self {
        Self {
            sample,
            keys: ExampleKeys::default(),
            values: Values::default(),
        }
    }

    /// How the keys of example items are told.
    #[must_use]
    pub fn keys(self, keys: ExampleKeys) -> Self {
        Self { keys, ..self }
    }

    /// Whether examples have the values of what changes.
    #[must_use]
    pub fn values(self, values: Values) -> Self {
        Self { values, ..self }
    }
}
