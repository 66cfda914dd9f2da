use serde::Serialize;

use super::Estimate;

/// What can be said before the start of what a step will cost that runs an item migration.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Forecast {
    /// Figures.
    Figures(Box<Estimate>),
    /// None.
    None {
        /// The table's logical name.
        table: String,
        /// Why there are none.
        why: NoFigures,
    },
}

/// Why there is no estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NoFigures {
    /// The same plan creates the table: there are no items yet.
    Created,
    /// The table is not there.
    Missing,
    /// The table is being made, or is going.
    Changing,
    /// The saved state that the plan was made from does not tell of the table.
    NotInState,
    /// `dynamodb:DescribeTable` on the table is not allowed.
    Denied,
}

impl NoFigures {
    /// The reason, to be read after "no estimate: ".
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Created => "this plan creates the table",
            Self::Missing => "the table is not there",
            Self::Changing => "the table is being made, or is going",
            Self::NotInState => "the saved state does not tell of the table",
            Self::Denied => "dynamodb:DescribeTable on the table is not allowed",
        }
    }
}
