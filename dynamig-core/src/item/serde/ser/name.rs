use serde::ser::{Impossible, Serialize, Serializer};

use crate::item::serde::Fault;

/// Writes the key of a map as a name: texts, integers, BOOLs and variants without content.
pub(super) struct NameSerializer;

type Written = Result<String, Fault>;
type Never = Impossible<String, Fault>;

macro_rules! as_text {
    ($($method:ident $type:ty;)*) => { $(
        fn $method(self, value: $type) -> Written {
            Ok(value.to_string())
        }
    )* };
}

macro_rules! refused {
    ($($method:ident($($argument:ty),*) -> $made:ty;)*) => { $(
        fn $method(self, $(_: $argument),*) -> Result<$made, Fault> {
            Err(no_name())
        }
    )* };
}

fn no_name() -> Fault {
    Fault::new("has a key that cannot be a name, which is a text, an integer or a variant")
}

impl Serializer for NameSerializer {
    type Ok = String;
    type Error = Fault;
    type SerializeSeq = Never;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Never;
    type SerializeStruct = Never;
    type SerializeStructVariant = Never;

    as_text! {
        serialize_bool bool;
        serialize_i8 i8;
        serialize_i16 i16;
        serialize_i32 i32;
        serialize_i64 i64;
        serialize_i128 i128;
        serialize_u8 u8;
        serialize_u16 u16;
        serialize_u32 u32;
        serialize_u64 u64;
        serialize_u128 u128;
        serialize_char char;
        serialize_str &str;
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        Ok(variant.to_owned())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Written {
        value.serialize(self)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Written {
        Err(no_name())
    }

    refused! {
        serialize_f32(f32) -> String;
        serialize_f64(f64) -> String;
        serialize_bytes(&[u8]) -> String;
        serialize_none() -> String;
        serialize_unit() -> String;
        serialize_unit_struct(&'static str) -> String;
        serialize_seq(Option<usize>) -> Never;
        serialize_tuple(usize) -> Never;
        serialize_tuple_struct(&'static str, usize) -> Never;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Never;
        serialize_map(Option<usize>) -> Never;
        serialize_struct(&'static str, usize) -> Never;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Never;
    }
}
