use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::merge::difference;
use super::serde::{Fault, Fields, read_attributes, write_attributes};
use super::{Attributes, Difference, Item, ItemFault, ReadSet};

/// A type that the function of an item migration can take: [`Item`], or any type of serde's.
///
/// Only dynamig implements it.
///
/// # A type of serde's
///
/// It has the attributes that the function needs, and no others have to be in it:
///
/// ```
/// use dynamig::{Context, Outcome, Result};
///
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Emails {
///     email: String,
///     email_lower: Option<String>,
/// }
///
/// async fn lower_case_emails(mut customer: Emails, _cx: &Context) -> Result<Outcome<Emails>> {
///     customer.email_lower = Some(customer.email.to_lowercase());
///     Ok(Outcome::Update(customer))
/// }
/// ```
///
/// The value is written once before the function and once after it, and what differs between *these two* is what is
/// written to the item, so what the type does not have, or cannot hold exactly, stays as long as it is not changed:
///
/// - A field that is `None` is absent, in the item and in a map within it: Some → None removes it. An attribute that is
///   NULL is read as `None`, and stays NULL until it is set. In a list, and in a `HashMap`, `None` is NULL.
/// - Integers are exact, up to 128 bits. A number goes through a float only where the field is one.
/// - A change within a map is merged into the item at its exact path: members that the type does not have stay.
/// - An element of a list has no name to be found by. Where it is changed, it must be in the type with all its members.
/// - An attribute that is removed, while the same value gets another name, is moved with all that it holds.
/// - A set, a binary or a number that changed and that the type would write as another type, or with fewer digits, is a
///   fault of that item, which names the attribute. [`string_set`](super::string_set), [`number_set`](super::number_set),
///   [`binary_set`](super::binary_set) and [`binary`](super::binary) keep the types.
///
/// Deleting an item, and putting what the type has of it into another table, takes only that along: take `Item` to move
/// one as it is.
///
/// The function has looked at the fields of its struct, be they there or not; a map, an untagged or internally tagged
/// enum, and a struct with a flattened field look at the whole item.
pub trait Shape: Sized + Send {
    /// What has to be remembered of the item until the function has answered.
    #[doc(hidden)]
    type Before: Send;

    /// Reads an item.
    #[doc(hidden)]
    fn read(scanned: Arc<Attributes>) -> Result<(Self, Self::Before), ItemFault>;

    /// What differs between the item as it was read and what the function made of it.
    #[doc(hidden)]
    fn difference(self, before: &Self::Before) -> Result<Difference, ItemFault>;

    /// What the function has looked at. To be asked after the difference, which may rest on more.
    #[doc(hidden)]
    fn reads(before: &Self::Before) -> ReadSet;
}

impl Shape for Item {
    type Before = Self;

    fn read(scanned: Arc<Attributes>) -> Result<(Self, Self), ItemFault> {
        let item = Self::scanned(scanned);
        Ok((item.clone(), item))
    }

    fn difference(self, before: &Self) -> Result<Difference, ItemFault> {
        self.changed_from(before).map_err(Fault::of_answer)
    }

    fn reads(before: &Self) -> ReadSet {
        before.read_set()
    }
}

impl<T: Serialize + DeserializeOwned + Send> Shape for T {
    type Before = Written;

    fn read(scanned: Arc<Attributes>) -> Result<(Self, Written), ItemFault> {
        let pairs = scanned.iter().map(|(name, value)| (name.as_str(), value));
        let (read, fields) = read_attributes::<T>(pairs);
        let read = read.map_err(Fault::of_shape)?;
        let written = write_attributes(&read).map_err(Fault::of_answer)?;
        let before = Written {
            scanned,
            written,
            fields,
        };
        Ok((read, before))
    }

    fn difference(self, before: &Written) -> Result<Difference, ItemFault> {
        write_attributes(&self)
            .and_then(|after| difference(&before.scanned, &before.written, after))
            .map_err(Fault::of_answer)
    }

    fn reads(before: &Written) -> ReadSet {
        before.fields.into()
    }
}

/// An item as it was read, and as its type writes it unchanged.
#[derive(Debug)]
#[doc(hidden)]
pub struct Written {
    scanned: Arc<Attributes>,
    written: Attributes,
    fields: Fields,
}
