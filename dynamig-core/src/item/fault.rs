use crate::error::BoxError;

/// Why one item cannot be migrated; the others can.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ItemFault {
    /// The item does not fit the type that the function takes. Names attributes and types, never values.
    #[error("the item does not fit: {0}")]
    Shape(String),
    /// What the function answered cannot be stored exactly. Names attributes and types, never values.
    #[error("the answer cannot be stored: {0}")]
    Answer(String),
    /// The function returned an error.
    #[error("the function failed")]
    Function(#[source] BoxError),
    /// The function panicked, with this text.
    #[error("the function panicked: {0}")]
    Panic(String),
}
