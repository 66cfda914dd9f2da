use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt as _;

use super::counts::Became;
use super::run::Rewrite;
use super::write::{Intent, intend};
use crate::item::{Attributes, Decision, Item, ItemFault, ReadSet, Write};
use crate::runner::panic_text;

/// What is to be done about one item.
pub(super) enum Decided {
    /// Nothing.
    Nothing(Became),
    /// It is written.
    Write(Box<Intent>),
    /// The function failed on it, or what it answered cannot be written.
    Failed(ItemFault),
    /// Nothing, because the run ends.
    Stopped,
}

/// What a function answered, as it is to be written.
struct Answered {
    intent: Option<Intent>,
    also: Vec<Write>,
}

impl Rewrite {
    /// Asks the function what is to become of an item, and sends what it wants written besides. The item itself comes
    /// last: until that is written, the function runs again on it.
    pub(super) async fn prepare(&self, scanned: Arc<Attributes>) -> Decided {
        let answered = match self.answered(scanned).await {
            Ok(Ok(answered)) => answered,
            Ok(Err(became)) => return Decided::Nothing(became),
            Err(fault) => return Decided::Failed(fault),
        };
        for write in &answered.also {
            match self.write_also(write).await {
                Ok(true) => {}
                Ok(false) => return Decided::Stopped,
                Err(fault) => return Decided::Failed(fault),
            }
        }
        match answered.intent {
            Some(intent) => Decided::Write(Box::new(intent)),
            None => Decided::Nothing(Became::Kept),
        }
    }

    async fn answered(
        &self,
        scanned: Arc<Attributes>,
    ) -> Result<Result<Answered, Became>, ItemFault> {
        if self.terms.is_done(&scanned) {
            return Ok(Err(Became::Kept));
        }
        let Some(matched) = self.matches(&scanned)? else {
            return Ok(Err(Became::Other));
        };
        let called = || (self.function)(scanned.clone(), &self.context);
        let called = std::panic::catch_unwind(AssertUnwindSafe(called)).map_err(panicked)?;
        let answered = AssertUnwindSafe(called).catch_unwind().await;
        let Decision {
            verdict,
            reads,
            also,
        } = answered.map_err(panicked)??;
        let reads = reads.and(matched);
        let intent = intend(&scanned, verdict, reads, &self.target, &self.terms)?;
        Ok(Ok(Answered { intent, also }))
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
