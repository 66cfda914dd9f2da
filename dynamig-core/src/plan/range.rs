use super::{Selection, Standing};
use crate::error::Error;
use crate::migration::{Migration, MigrationId};
use crate::registry::{Registry, find};

/// The part of the version order that a selection reaches.
#[derive(Clone, Copy)]
pub(super) enum Range<'a> {
    All,
    Through(&'a MigrationId),
    Below(&'a MigrationId),
    Next(usize),
    Only(&'a MigrationId),
}

impl<'a> Range<'a> {
    pub(super) fn of(registry: &'a Registry, selection: &Selection) -> Result<Self, Error> {
        let found = |text: &str| find(registry.in_order().map(Migration::id), text);
        Ok(match selection {
            Selection::All => Self::All,
            Selection::To(text) => Self::Through(found(text)?),
            Selection::Before(text) => Self::Below(found(text)?),
            Selection::Steps(count) => Self::Next(count.get()),
            Selection::Only(text) => Self::Only(found(text)?),
        })
    }

    pub(super) fn contains(&self, standing: &Standing<'_>) -> bool {
        let id = standing.migration.id();
        match *self {
            Self::All | Self::Next(_) => true,
            Self::Through(last) => id <= last,
            Self::Below(bound) => id < bound,
            Self::Only(one) => id == one,
        }
    }

    /// Whether so many are as many as were asked for.
    pub(super) fn is_used_up(&self, taken: usize) -> bool {
        matches!(*self, Self::Next(count) if taken >= count)
    }
}
