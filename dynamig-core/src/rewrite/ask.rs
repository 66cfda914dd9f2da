use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt as _;

use super::counts::Became;
use super::write::Terms;
use crate::context::Context;
use crate::item::{Attributes, Decision, Item, ItemFault, ReadSet};
use crate::migration::{ItemFunction, Items};
use crate::runner::panic_text;

/// Asks a function what is to become of an item. Sends nothing of its own.
pub(crate) struct Ask<'a> {
    pub(crate) items: &'a Items,
    /// The direction's function.
    pub(crate) function: &'a ItemFunction,
    pub(crate) context: &'a Context,
    /// How items are marked that are done.
    pub(crate) terms: &'a Terms,
}

impl Ask<'_> {
    /// Calls the function with an item as it was read; it is not called with one that is none of its own, or done already.
    ///
    /// # Errors
    /// The function failed on it.
    pub(crate) async fn about(
        &self,
        scanned: &Arc<Attributes>,
    ) -> Result<Result<Decision, Became>, ItemFault> {
        if self.terms.is_done(scanned) {
            return Ok(Err(Became::Kept));
        }
        let Some(matched) = self.matches(scanned)? else {
            return Ok(Err(Became::Other));
        };
        let called = || (self.function)(scanned.clone(), self.context);
        let called = std::panic::catch_unwind(AssertUnwindSafe(called)).map_err(panicked)?;
        let answered = AssertUnwindSafe(called).catch_unwind().await;
        let mut decision = answered.map_err(panicked)??;
        decision.reads = decision.reads.and(matched);
        Ok(Ok(decision))
    }

    /// Whether the migration is for an item of this entity type; what was looked at to know, where it is.
    fn matches(&self, scanned: &Arc<Attributes>) -> Result<Option<ReadSet>, ItemFault> {
        let Some(matching) = &self.items.matching else {
            return Ok(Some(ReadSet::default()));
        };
        let item = Item::scanned(scanned.clone());
        let matches = std::panic::catch_unwind(AssertUnwindSafe(|| matching(&item)));
        let matches = matches.map_err(panicked)?;
        Ok(matches.then(|| item.read_set()))
    }
}

fn panicked(panic: Box<dyn Any + Send>) -> ItemFault {
    ItemFault::Panic(panic_text(&*panic).to_owned())
}
