use crate::item::ItemFault;

/// Why what a function answered about one item cannot be written. Names attributes and types, never values.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unwritable {
    #[error(
        "it rests on {0} attributes, and a condition compares at most 140: say `compare = changed` in the migration"
    )]
    TooManyRead(usize),
    #[error(
        "it changes {0} attributes, and a condition compares at most 140: change fewer at a time, or say `overwrite` in the migration"
    )]
    TooManyCompared(usize),
    #[error(
        "a delete rests on {0} attributes, and a condition compares at most 140: look at fewer of them, with `Item`, or say `overwrite` in the migration"
    )]
    TooManyForDelete(usize),
    #[error(
        "its key changes, which rests on all of its {0} attributes, and a condition compares at most 140: say `overwrite` in the migration"
    )]
    TooManyForMove(usize),
    #[error(
        "it changes {0} attributes, more than an update holds: change fewer at a time, in several migrations"
    )]
    TooManyChanged(usize),
    #[error(
        "the item would have {0} bytes, and DynamoDB stores at most 409600: move what is large elsewhere"
    )]
    TooLarge(usize),
    #[error("attribute `{0}` is part of the key and cannot be removed: delete the item, or set it")]
    KeyRemoved(String),
    #[error(
        "attribute `{name}` is part of the key and has type {was}, not {becomes}: keep the type of the key"
    )]
    KeyType {
        name: String,
        was: &'static str,
        becomes: &'static str,
    },
    #[error(
        "another item has the key that it is moved to: decide in the function which of them stays"
    )]
    KeyTaken,
    #[error(
        "a further write to table `{table}` does not give `{name}` of its key: give the attributes of the key, and no others as the key"
    )]
    AlsoKey { table: String, name: String },
    #[error("AWS refused it: {0}: give another value")]
    Refused(String),
}

impl From<Unwritable> for ItemFault {
    fn from(unwritable: Unwritable) -> Self {
        Self::Answer(unwritable.to_string())
    }
}
