use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::item::kind::kind;
use crate::item::serde::Fault;

/// What goes although the type did not read it whole, and what is new.
///
/// Deleting such a value is a function's right. Moving it is not: what the type does not have would not arrive. The two
/// look alike, so a value may go only where nothing new is of its kind.
#[derive(Default)]
pub(super) struct Lost {
    removed: Vec<(&'static str, Fault)>,
    new: BTreeSet<&'static str>,
    times: usize,
}

impl Lost {
    /// Notes a value that goes and was not read whole.
    pub(super) fn removed(&mut self, was: &AttributeValue, fault: Fault) {
        self.removed.push((kind(was), fault));
    }

    /// Notes a new value with all that is in it.
    pub(super) fn new_value(&mut self, value: &AttributeValue) {
        self.new_kind(kind(value));
        match value {
            AttributeValue::L(elements) => {
                elements.iter().for_each(|element| self.new_value(element));
            }
            AttributeValue::M(members) => {
                members.values().for_each(|member| self.new_value(member));
            }
            _ => {}
        }
    }

    /// Notes that a value of this kind holds something new.
    pub(super) fn new_kind(&mut self, kind: &'static str) {
        self.new.insert(kind);
        self.times += 1;
    }

    /// How often something new was noted.
    pub(super) fn times(&self) -> usize {
        self.times
    }

    /// Tells what is noted meanwhile by a path that begins with this name.
    pub(super) fn at_path<T>(&mut self, name: &str, note: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::take(&mut self.removed);
        let noted = note(self);
        let inner = std::mem::replace(&mut self.removed, outer);
        self.removed.extend(
            inner
                .into_iter()
                .map(|(kind, fault)| (kind, fault.within(name))),
        );
        noted
    }

    /// Fails where something that goes may have been moved.
    pub(super) fn check(self) -> Result<(), Fault> {
        let Self { removed, new, .. } = self;
        match removed.into_iter().find(|(kind, _)| new.contains(kind)) {
            Some((_, fault)) => Err(fault),
            None => Ok(()),
        }
    }
}
