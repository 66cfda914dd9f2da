use serde::Deserializer;
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{Expected, Visitor};

use super::element::Elements;
use super::members::Members;
use super::number::{integer, visit_any};
use super::source::Source;
use super::variant::Variant;
use crate::item::serde::Fault;

impl<'de> Source<'de> {
    fn number(self, expected: &dyn Expected) -> Result<&'de str, Fault> {
        match self {
            Self::N(text) => Ok(text),
            other => Err(Fault::kind(other.kind(), expected)),
        }
    }
}

macro_rules! integers {
    ($($method:ident $visit:ident;)*) => { $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            if let Self::Byte(byte) = self {
                return visitor.visit_u8(byte);
            }
            match integer(self.number(&visitor)?) {
                Some(number) => visitor.$visit(number),
                None => Err(Fault::misfit("N", &visitor)),
            }
        }
    )* };
}

macro_rules! floats {
    ($($method:ident $visit:ident $type:ty;)*) => { $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match self.number(&visitor)?.parse::<$type>() {
                Ok(number) if number.is_finite() => visitor.$visit(number),
                _ => Err(Fault::misfit("N", &visitor)),
            }
        }
    )* };
}

macro_rules! same_as {
    ($($method:ident => $other:ident;)*) => { $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.$other(visitor)
        }
    )* };
}

impl<'de> Deserializer<'de> for Source<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Self::S(text) => visitor.visit_borrowed_str(text),
            Self::N(text) => visit_any(text, visitor),
            Self::B(bytes) => visitor.visit_borrowed_bytes(bytes),
            Self::Byte(byte) => visitor.visit_u8(byte),
            Self::Bool(value) => visitor.visit_bool(value),
            Self::Null => visitor.visit_unit(),
            Self::M(members) => visitor.visit_map(Members::of(members)),
            Self::L(_) | Self::Ss(_) | Self::Ns(_) | Self::Bs(_) => self.deserialize_seq(visitor),
            Self::Unknown => Err(Fault::kind(self.kind(), &visitor)),
        }
    }

    integers! {
        deserialize_i8 visit_i8;
        deserialize_i16 visit_i16;
        deserialize_i32 visit_i32;
        deserialize_i64 visit_i64;
        deserialize_i128 visit_i128;
        deserialize_u8 visit_u8;
        deserialize_u16 visit_u16;
        deserialize_u32 visit_u32;
        deserialize_u64 visit_u64;
        deserialize_u128 visit_u128;
    }

    floats! {
        deserialize_f32 visit_f32 f32;
        deserialize_f64 visit_f64 f64;
    }

    same_as! {
        deserialize_char => deserialize_str;
        deserialize_string => deserialize_str;
        deserialize_identifier => deserialize_any;
        deserialize_byte_buf => deserialize_bytes;
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Self::Bool(value) => visitor.visit_bool(value),
            other => Err(Fault::kind(other.kind(), &visitor)),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Self::S(text) => visitor.visit_borrowed_str(text),
            other => Err(Fault::kind(other.kind(), &visitor)),
        }
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Self::B(bytes) => visitor.visit_borrowed_bytes(bytes),
            Self::L(elements) => Elements::of(elements).visit(visitor),
            other => Err(Fault::kind(other.kind(), &visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Self::Null => visitor.visit_none(),
            value => visitor.visit_some(value),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Self::Null => visitor.visit_unit(),
            other => Err(Fault::kind(other.kind(), &visitor)),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Self::L(elements) => Elements::of(elements).visit(visitor),
            Self::Ss(texts) => {
                Elements::new(texts.iter().map(|text| Source::S(text))).visit(visitor)
            }
            Self::Ns(texts) => {
                Elements::new(texts.iter().map(|text| Source::N(text))).visit(visitor)
            }
            Self::Bs(all) => {
                Elements::new(all.iter().map(|bytes| Source::B(bytes.as_ref()))).visit(visitor)
            }
            // What `Vec<u8>` and `[u8; N]` ask for.
            Self::B(bytes) => {
                Elements::new(bytes.iter().map(|byte| Source::Byte(*byte))).visit(visitor)
            }
            other => Err(Fault::kind(other.kind(), &visitor)),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Self::M(members) => visitor.visit_map(Members::of(members)),
            other => Err(Fault::kind(other.kind(), &visitor)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self {
            Self::S(text) => visitor.visit_enum(BorrowedStrDeserializer::new(text)),
            Self::M(members) => visitor.visit_enum(Variant::of(
                members.iter().map(|(name, value)| (name.as_str(), value)),
            )?),
            other => Err(Fault::kind(other.kind(), &visitor)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }
}
