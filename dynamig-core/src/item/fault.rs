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

/// What a function returned: a fault that it only passed on, as `item.to::<T>()?` does, stays what it is.
impl From<BoxError> for ItemFault {
    fn from(error: BoxError) -> Self {
        match error.downcast() {
            Ok(fault) => *fault,
            Err(error) => Self::Function(error),
        }
    }
}
