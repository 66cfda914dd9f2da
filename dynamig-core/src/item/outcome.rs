use super::Write;

/// What is to become of an item: the answer of an item migration's function.
///
/// ```
/// use dynamig::Outcome;
///
/// let unchanged: Outcome<u8> = Outcome::Keep;
/// assert_eq!(unchanged, Outcome::Keep);
/// ```
///
/// ```
/// use dynamig::{Context, Item, Outcome, Result, Write};
///
/// async fn drop_trials(account: Item, _cx: &Context) -> Result<Outcome<Item>> {
///     match (account.string("plan"), account.string("id")) {
///         (Some("trial"), Some(id)) => {
///             let trial = Item::new().with("account", id);
///             Ok(Outcome::Delete.also(Write::put("former_trials", trial)))
///         }
///         _ => Ok(Outcome::Keep),
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Outcome<T> {
    /// It stays as it is. Nothing is written.
    Keep,
    /// It becomes this. Only what differs is written, and nothing where nothing differs.
    Update(T),
    /// It is deleted, where it is still as it was read.
    Delete,
    /// One of the others, and writes to this or other tables.
    #[doc(hidden)]
    With(Box<Self>, Vec<Write>),
}

impl<T> Outcome<T> {
    /// Adds a write to this or another table. Writes go out in their order, each under its own condition, and before the
    /// item itself is written: where the process dies in between, the function runs again on the item as it was.
    #[must_use]
    pub fn also(self, write: impl Into<Write>) -> Self {
        let write = write.into();
        match self {
            Self::With(outcome, mut writes) => {
                writes.push(write);
                Self::With(outcome, writes)
            }
            outcome => Self::With(Box::new(outcome), vec![write]),
        }
    }

    /// What becomes of the item, and the writes besides.
    pub(crate) fn into_parts(self) -> (Self, Vec<Write>) {
        match self {
            Self::With(outcome, writes) => {
                let (outcome, mut all) = outcome.into_parts();
                all.extend(writes);
                (outcome, all)
            }
            outcome => (outcome, Vec::new()),
        }
    }
}
