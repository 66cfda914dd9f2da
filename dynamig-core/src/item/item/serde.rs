use aws_sdk_dynamodb::types::AttributeValue;
use serde::{Deserialize, Serialize};

use super::Item;
use crate::item::ItemFault;
use crate::item::serde::{Fault, read_attributes, read_value, write_attributes, write_value};

/// Between items and serde's types, exactly: see [`Shape`](crate::item::Shape) for how.
impl Item {
    /// An item with what a type writes: new content, see [`Item`].
    ///
    /// # Errors
    /// Where the type writes something that is no map, or that DynamoDB cannot hold.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, ItemFault> {
        write_attributes(value)
            .map(Self::from)
            .map_err(Fault::of_answer)
    }

    /// Reads the item as a type, and looks at what that reads: the fields of a struct, be they there or not, and
    /// everything for a map or a flattened field.
    ///
    /// ```
    /// use dynamig::Item;
    ///
    /// #[derive(serde::Deserialize)]
    /// struct Visits {
    ///     visits: Option<u32>,
    /// }
    ///
    /// let item = Item::new().with("id", "1").with("visits", 7);
    /// assert_eq!(item.to::<Visits>()?.visits, Some(7));
    /// # Ok::<(), dynamig::item::ItemFault>(())
    /// ```
    ///
    /// # Errors
    /// Where an attribute does not fit; the error names it, and never its value.
    pub fn to<'de, T: Deserialize<'de>>(&'de self) -> Result<T, ItemFault> {
        let (read, fields) = read_attributes(self.pairs());
        self.note_all(fields.into());
        read.map_err(Fault::of_shape)
    }

    /// Reads one attribute as a type; none where it is absent or NULL.
    ///
    /// # Errors
    /// Where it does not fit; the error names it, and never its value.
    pub fn value<'de, T: Deserialize<'de>>(&'de self, name: &str) -> Result<Option<T>, ItemFault> {
        match self.get(name) {
            None | Some(AttributeValue::Null(_)) => Ok(None),
            Some(value) => read_value(value)
                .map(Some)
                .map_err(|fault| fault.within(name).of_shape()),
        }
    }

    /// Sets one attribute to what a type writes, as a whole; `None` removes it.
    ///
    /// # Errors
    /// Where the type writes something that DynamoDB cannot hold.
    pub fn set_from<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
    ) -> Result<(), ItemFault> {
        match write_value(value).map_err(|fault| fault.within(name).of_answer())? {
            Some(value) => self.set(name, value),
            None => self.remove(name),
        }
        Ok(())
    }
}
