use std::collections::BTreeMap;
use std::sync::Arc;

use futures_util::FutureExt as _;

use super::backoff::Backoff;
use super::run::Rewrite;
use super::write::{Also, Answer, Refused, Target, check_also, send_also};
use crate::control_plane::{Looks, observe};
use crate::error::{Code, Error};
use crate::item::{ItemFault, Write, WriteKind};

/// The tables that functions write to besides the one that they are run over, by their logical names.
pub(crate) type Others = tokio::sync::Mutex<BTreeMap<String, Arc<Target>>>;

fn also(write: &Write) -> Also<'_> {
    match &write.kind {
        WriteKind::Put(item) => Also::Put(item),
        WriteKind::Update(key, difference) => Also::Update(key, difference),
        WriteKind::Delete(key) => Also::Delete(key),
    }
}

impl Rewrite {
    /// Sends a write besides that of an item until it is done. False where the run ends before.
    ///
    /// # Errors
    /// It cannot be written; other items can.
    pub(super) async fn write_also(&self, write: &Write) -> Result<bool, ItemFault> {
        let target = match self.other(write).boxed().await {
            Ok(target) => target,
            Err(error) => return Ok(self.ends(error)),
        };
        let also = also(write);
        let mut backoff = Backoff::new();
        loop {
            self.scanner.pace.writes.turn(1.0).await;
            let sent = match send_also(&self.client, &target, also).await {
                Ok(sent) => sent,
                Err(Refused::Systemic(error) | Refused::PartiqlNotPermitted(error)) => {
                    return Ok(self.ends(error));
                }
            };
            self.scanner.pace.writes.spent(sent.units - 1.0);
            for answer in sent.answers {
                match answer {
                    Answer::Done | Answer::Conflict(_) => return Ok(true),
                    Answer::Fault(fault) => return Err(fault),
                    Answer::Systemic(error) => return Ok(self.ends(error)),
                    Answer::Throttled(reasons) => {
                        self.progress.told().throttled += 1;
                        self.scanner.pace.throttled(&reasons);
                    }
                    // Each is safe to repeat: it is conditional, or the same again.
                    Answer::Alone(_) | Answer::Busy | Answer::Ambiguous(_) => {}
                }
            }
            if self.is_to_end() {
                return Ok(false);
            }
            backoff.pause(&self.scanner.random).await;
        }
    }

    /// Whether a write besides that of an item can be sent, as far as that is known before.
    ///
    /// # Errors
    /// No item can be written: its table is not there.
    pub(super) async fn check_also(&self, write: &Write) -> Result<Result<(), ItemFault>, Error> {
        let target = self.other(write).boxed().await?;
        Ok(check_also(also(write), &target).map_err(ItemFault::from))
    }

    fn ends(&self, error: Error) -> bool {
        self.failure.note(error);
        false
    }

    /// The table that a write names. One DescribeTable, the first time.
    async fn other(&self, write: &Write) -> Result<Arc<Target>, Error> {
        let name = &write.table;
        if *name == self.items.table {
            return Ok(self.target.clone());
        }
        let mut others = self.others.lock().await;
        if let Some(target) = others.get(name) {
            return Ok(target.clone());
        }
        let Some(real) = self.context.table(name) else {
            let message =
                format!("table `{name}` is declared dropped, and a function writes to it");
            return Err(Error::new(Code::TableMissing, message));
        };
        self.context.check_table(&real)?;
        let observed = observe(&self.client, &real, name, Looks::default()).await?;
        let observed = observed.ok_or_else(|| {
            let message = format!("table `{real}`, to which a function writes, does not exist");
            Error::new(Code::TableMissing, message)
                .hint("check the name that the function gives, the region and the table prefix")
        })?;
        let target = Arc::new(Target::of(&real, &observed.definition));
        others.insert(name.clone(), target.clone());
        Ok(target)
    }
}
