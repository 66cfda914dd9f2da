use std::collections::hash_map;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::de::{DeserializeSeed, MapAccess};

use super::name::Name;
use super::source::Source;
use crate::item::Attributes;
use crate::item::serde::Fault;

/// The attributes of an item, or the members of a map in it.
pub(super) struct Members<'de, I> {
    members: I,
    value: Option<(&'de str, &'de AttributeValue)>,
}

impl<I> Members<'_, I> {
    pub(super) fn new(members: I) -> Self {
        Self {
            members,
            value: None,
        }
    }
}

type Pair<'de> = (&'de str, &'de AttributeValue);
type ReadPair<'de> = fn((&'de String, &'de AttributeValue)) -> Pair<'de>;

impl<'de> Members<'de, std::iter::Map<hash_map::Iter<'de, String, AttributeValue>, ReadPair<'de>>> {
    pub(super) fn of(members: &'de Attributes) -> Self {
        Self::new(members.iter().map(|(name, value)| (name.as_str(), value)))
    }
}

impl<'de, I: Iterator<Item = Pair<'de>>> MapAccess<'de> for Members<'de, I> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        self.value = self.members.next();
        match self.value {
            Some((name, _)) => seed.deserialize(Name(name)).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let Some((name, value)) = self.value.take() else {
            return Err(Fault::new("was asked for a value before its name"));
        };
        seed.deserialize(Source::from(value))
            .map_err(|fault| fault.within(name))
    }

    fn size_hint(&self) -> Option<usize> {
        match self.members.size_hint() {
            (least, Some(most)) if least == most => Some(most),
            _ => None,
        }
    }
}
