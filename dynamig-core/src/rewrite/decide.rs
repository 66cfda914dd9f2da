use std::sync::Arc;

use super::Ask;
use super::counts::Became;
use super::run::Rewrite;
use super::write::{Intent, intend};
use crate::item::{Attributes, Decision, ItemFault};

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

impl Rewrite {
    /// Asks the function what is to become of an item, and sends what it wants written besides.
    pub(super) async fn prepare(&self, scanned: Arc<Attributes>) -> Decided {
        match self.ask().about(&scanned).await {
            Ok(Ok(decision)) => self.decided(&scanned, decision).await,
            Ok(Err(became)) => Decided::Nothing(became),
            Err(fault) => Decided::Failed(fault),
        }
    }

    /// Sends what a function wants written besides. The item itself comes last: until that is written, the function runs
    /// again on it.
    pub(super) async fn decided(&self, scanned: &Arc<Attributes>, decision: Decision) -> Decided {
        let Decision {
            verdict,
            reads,
            also,
        } = decision;
        let intent = match intend(scanned, verdict, reads, &self.target, &self.terms) {
            Ok(intent) => intent,
            Err(unwritable) => return Decided::Failed(unwritable.into()),
        };
        for write in &also {
            match self.write_also(write).await {
                Ok(true) => {}
                Ok(false) => return Decided::Stopped,
                Err(fault) => return Decided::Failed(fault),
            }
        }
        match intent {
            Some(intent) => Decided::Write(Box::new(intent)),
            None => Decided::Nothing(Became::Kept),
        }
    }

    /// Asks the function, and sends nothing.
    pub(super) fn ask(&self) -> Ask<'_> {
        Ask {
            items: &self.items,
            function: &self.function,
            context: &self.context,
            terms: &self.terms,
        }
    }
}
