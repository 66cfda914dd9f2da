use super::write::WriteKind;
use super::{Attributes, Difference, IntoValue, Write};

/// A change to an item of this or another table: made by [`Write::update`], and a [`Write`] by `into`, which
/// [`Outcome::also`](crate::Outcome::also) does.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a write is sent only where `Outcome::also` takes it"]
pub struct Update(Write);

impl Update {
    pub(super) fn new(table: String, key: Attributes) -> Self {
        Self(Write {
            table,
            kind: WriteKind::Update(key, Difference::default()),
        })
    }

    /// Sets an attribute, which is none of the key.
    pub fn set(self, name: impl Into<String>, value: impl IntoValue) -> Self {
        let name = name.into();
        self.changed(|difference| {
            difference.remove.remove(&name);
            difference.set.insert(name, value.into_value());
        })
    }

    /// Removes an attribute, which is none of the key.
    pub fn remove(self, name: impl Into<String>) -> Self {
        let name = name.into();
        self.changed(|difference| {
            difference.set.remove(&name);
            difference.remove.insert(name);
        })
    }

    fn changed(mut self, change: impl FnOnce(&mut Difference)) -> Self {
        if let WriteKind::Update(_, difference) = &mut self.0.kind {
            change(difference);
        }
        self
    }
}

impl From<Update> for Write {
    fn from(update: Update) -> Self {
        update.0
    }
}
