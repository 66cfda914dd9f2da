use std::sync::Arc;

use super::Ask;
use super::counts::Became;
use super::run::Rewrite;
use super::write::Intent;
use crate::item::{Attributes, ItemFault};

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
    /// Asks the function what is to become of an item, and sends what it wants written besides. The item itself comes
    /// last: until that is written, the function runs again on it.
    pub(super) async fn prepare(&self, scanned: Arc<Attributes>) -> Decided {
        let answered = match self.ask().about(scanned).await {
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

    fn ask(&self) -> Ask<'_> {
        Ask {
            items: &self.items,
            function: &self.function,
            context: &self.context,
            target: &self.target,
            terms: &self.terms,
        }
    }
}
