use aws_sdk_dynamodb::types::AttributeValue;
use serde::de::{DeserializeSeed, SeqAccess, Visitor};

use super::source::Source;
use crate::item::serde::Fault;

/// The elements of a list or set, in their order.
pub(super) struct Elements<I> {
    elements: I,
    next: usize,
}

impl<I> Elements<I> {
    pub(super) fn new(elements: I) -> Self {
        Self { elements, next: 0 }
    }
}

impl<'de> Elements<std::iter::Map<std::slice::Iter<'de, AttributeValue>, ReadOne<'de>>> {
    pub(super) fn of(elements: &'de [AttributeValue]) -> Self {
        Self::new(elements.iter().map(Source::from))
    }
}

impl<'de, I: ExactSizeIterator<Item = Source<'de>>> Elements<I> {
    /// Reads all of them: a type that takes fewer, as a tuple does, does not fit.
    pub(super) fn visit<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Fault> {
        let all = self.elements.len();
        let read = visitor.visit_seq(&mut self)?;
        match self.elements.len() {
            0 => Ok(read),
            left => Err(Fault::new(format!(
                "has {all} elements, of which its Rust type takes {}",
                all - left
            ))),
        }
    }
}

type ReadOne<'de> = fn(&'de AttributeValue) -> Source<'de>;

impl<'de, I: ExactSizeIterator<Item = Source<'de>>> SeqAccess<'de> for Elements<I> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        let Some(element) = self.elements.next() else {
            return Ok(None);
        };
        let index = self.next;
        self.next += 1;
        seed.deserialize(element)
            .map(Some)
            .map_err(|fault| fault.at(index))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.elements.len())
    }
}
