use super::AttributeType;

/// A Rust type whose values can be the value of a key's attribute.
///
/// `#[derive(Table)]` asks it for the type of each attribute of a key. Types of one's own join in:
///
/// ```
/// use dynamig::table::{AttributeType, KeyAttribute};
///
/// #[derive(serde::Serialize, serde::Deserialize)]
/// #[serde(transparent)]
/// struct OrderId(String);
///
/// impl KeyAttribute for OrderId {
///     const TYPE: AttributeType = AttributeType::String;
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the attribute of a key",
    label = "a key's attribute is a string, a number or bytes",
    note = "for a type of your own that serializes as one of them, implement `dynamig::table::KeyAttribute`"
)]
pub trait KeyAttribute {
    /// The type of the attribute, as the value is stored.
    const TYPE: AttributeType;
    /// Whether the value may be absent: then it must be left out of the item, because DynamoDB refuses a NULL in a key.
    const CAN_BE_ABSENT: bool = false;
}

macro_rules! key_attribute {
    ($variant:ident: $($type:ty),+ $(,)?) => {
        $(impl KeyAttribute for $type {
            const TYPE: AttributeType = AttributeType::$variant;
        })+
    };
}

key_attribute!(String: String, str, char, std::borrow::Cow<'_, str>);
key_attribute!(Number: u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64);
key_attribute!(Number: std::num::NonZeroU32, std::num::NonZeroU64, std::num::NonZeroU128);

impl<T: KeyAttribute> KeyAttribute for Option<T> {
    const TYPE: AttributeType = T::TYPE;
    const CAN_BE_ABSENT: bool = true;
}

macro_rules! through {
    ($($type:ty),+ $(,)?) => {
        $(impl<T: KeyAttribute + ?Sized> KeyAttribute for $type {
            const TYPE: AttributeType = T::TYPE;
            const CAN_BE_ABSENT: bool = T::CAN_BE_ABSENT;
        })+
    };
}

through!(&T, Box<T>, std::rc::Rc<T>, std::sync::Arc<T>);

#[cfg(test)]
mod tests {
    use super::{AttributeType, KeyAttribute};

    #[test]
    fn a_type_passes_through_what_holds_it_and_an_option_can_be_absent() {
        assert_eq!(<Box<str> as KeyAttribute>::TYPE, AttributeType::String);
        assert_eq!(<Option<u64> as KeyAttribute>::TYPE, AttributeType::Number);
        const { assert!(<Option<u64> as KeyAttribute>::CAN_BE_ABSENT) };
        const { assert!(!<&u64 as KeyAttribute>::CAN_BE_ABSENT) };
    }
}
