use std::collections::hash_map::Entry;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;
use serde::ser::{SerializeMap, SerializeStruct, SerializeStructVariant};

use super::name::NameSerializer;
use super::value::{NULL, ValueSerializer, wrapped};
use crate::item::Attributes;
use crate::item::serde::Fault;

/// What becomes of a member that has nothing to write.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Absence {
    LeftOut,
    Null,
}

/// Writes a map: an item's attributes too.
pub(super) struct Members {
    members: Attributes,
    variant: Option<&'static str>,
    absence: Absence,
    name: Option<String>,
}

/// A type may claim any length before it has written a member.
const MOST_AT_ONCE: usize = 4096;

impl Members {
    pub(super) fn new(length: usize, variant: Option<&'static str>, absence: Absence) -> Self {
        Self {
            members: Attributes::with_capacity(length.min(MOST_AT_ONCE)),
            variant,
            absence,
            name: None,
        }
    }

    fn insert<T: Serialize + ?Sized>(&mut self, name: String, value: &T) -> Result<(), Fault> {
        let value = match value.serialize(ValueSerializer) {
            Ok(Some(value)) => value,
            Ok(None) if self.absence == Absence::LeftOut => return Ok(()),
            Ok(None) => NULL,
            Err(fault) => return Err(fault.within(&name)),
        };
        match self.members.entry(name) {
            Entry::Vacant(place) => drop(place.insert(value)),
            Entry::Occupied(taken) => {
                return Err(Fault::new("is written twice by its type").within(taken.key()));
            }
        }
        Ok(())
    }

    fn finish(self) -> Option<AttributeValue> {
        let map = AttributeValue::M(self.members);
        Some(match self.variant {
            Some(variant) => wrapped(variant, map),
            None => map,
        })
    }
}

impl SerializeMap for Members {
    type Ok = Option<AttributeValue>;
    type Error = Fault;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), Fault> {
        self.name = Some(name.serialize(NameSerializer)?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        match self.name.take() {
            Some(name) => self.insert(name, value),
            None => Err(Fault::new("was given a value before its name")),
        }
    }

    fn end(self) -> Result<Self::Ok, Fault> {
        Ok(self.finish())
    }
}

macro_rules! written_by {
    ($($trait:ident)*) => { $(
        impl $trait for Members {
            type Ok = Option<AttributeValue>;
            type Error = Fault;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Fault> {
                self.insert(name.to_owned(), value)
            }

            fn end(self) -> Result<Self::Ok, Fault> {
                Ok(self.finish())
            }
        }
    )* };
}

written_by! { SerializeStruct SerializeStructVariant }
