use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::ser::Set;

macro_rules! set {
    ($(#[$doc:meta])* $module:ident $set:ident) => {
        $(#[$doc])*
        pub mod $module {
            use super::{Deserialize, Deserializer, Serialize, Serializer, Set};

            /// Writes what serializes as a list, or an `Option` of it, as a set.
            ///
            /// # Errors
            /// Where an element is of another type than the set's.
            pub fn serialize<T, S>(value: &T, serializer: S) -> Result<S::Ok, S::Error>
            where
                T: Serialize + ?Sized,
                S: Serializer,
            {
                serializer.serialize_newtype_struct(Set::$set.name(), value)
            }

            /// Reads a set, and a list as well.
            ///
            /// # Errors
            /// Where the type does not take the elements.
            pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
            where
                T: Deserialize<'de>,
                D: Deserializer<'de>,
            {
                T::deserialize(deserializer)
            }
        }
    };
}

set! {
    /// `#[serde(default, with = "dynamig::item::string_set")]`: a field that is a set of strings, SS, not a list.
    ///
    /// DynamoDB has no empty set: nothing is written instead, and `default` reads it back.
    ///
    /// ```
    /// use std::collections::BTreeSet;
    ///
    /// use aws_sdk_dynamodb::types::AttributeValue;
    /// use dynamig::Item;
    ///
    /// #[derive(serde::Serialize, serde::Deserialize)]
    /// struct Post {
    ///     #[serde(default, with = "dynamig::item::string_set")]
    ///     tags: BTreeSet<String>,
    /// }
    ///
    /// let post = Post { tags: ["rust".to_owned()].into() };
    /// let item = Item::of(&post)?;
    /// assert_eq!(item.get("tags"), Some(&AttributeValue::Ss(vec!["rust".into()])));
    /// # Ok::<(), dynamig::item::ItemFault>(())
    /// ```
    string_set Strings
}

set! {
    /// `#[serde(default, with = "dynamig::item::number_set")]`: a field that is a set of numbers, NS, not a list.
    ///
    /// See [`string_set`](super::string_set).
    number_set Numbers
}

set! {
    /// `#[serde(default, with = "dynamig::item::binary_set")]`: a field that is a set of binaries, BS, not a list. Its
    /// elements may be `Vec<u8>`.
    ///
    /// See [`string_set`](super::string_set).
    binary_set Binaries
}

/// `#[serde(with = "dynamig::item::binary")]`: a field of bytes that is a binary, B, not the list of numbers that serde
/// makes of a `Vec<u8>`.
///
/// ```
/// use dynamig::Item;
///
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Upload {
///     #[serde(with = "dynamig::item::binary")]
///     checksum: [u8; 4],
///     #[serde(default, with = "dynamig::item::binary")]
///     thumbnail: Option<Vec<u8>>,
/// }
///
/// let item = Item::of(&Upload { checksum: [1, 2, 3, 4], thumbnail: None })?;
/// assert_eq!(item.binary("checksum"), Some(&[1, 2, 3, 4][..]));
/// assert!(!item.contains("thumbnail"));
/// # Ok::<(), dynamig::item::ItemFault>(())
/// ```
pub mod binary {
    use super::{Deserialize, Deserializer, Serializer};

    /// Writes bytes, or an `Option` of them, as a binary.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<T, S>(value: &T, serializer: S) -> Result<S::Ok, S::Error>
    where
        T: Bytes + ?Sized,
        S: Serializer,
    {
        match value.bytes() {
            Some(bytes) => serializer.serialize_bytes(bytes),
            None => serializer.serialize_none(),
        }
    }

    /// Reads a binary, and a list of numbers as well.
    ///
    /// # Errors
    /// Where the value is neither.
    pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
    where
        T: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        T::deserialize(deserializer)
    }

    /// What can be written as a binary.
    pub trait Bytes {
        /// The bytes, where there are any.
        fn bytes(&self) -> Option<&[u8]>;
    }

    impl Bytes for Vec<u8> {
        fn bytes(&self) -> Option<&[u8]> {
            Some(self)
        }
    }

    impl Bytes for Box<[u8]> {
        fn bytes(&self) -> Option<&[u8]> {
            Some(self)
        }
    }

    impl<const N: usize> Bytes for [u8; N] {
        fn bytes(&self) -> Option<&[u8]> {
            Some(self)
        }
    }

    impl<T: Bytes> Bytes for Option<T> {
        fn bytes(&self) -> Option<&[u8]> {
            self.as_ref()?.bytes()
        }
    }
}
