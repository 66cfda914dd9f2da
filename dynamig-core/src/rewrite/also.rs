use std::collections::BTreeMap;
use std::sync::Arc;

use futures_util::FutureExt as _;

use super::backoff::Backoff;
use super::run::Rewrite;
use super::write::{Also, Answer, Refused, Target, check_also, send_also};
use crate::control_plane::{Looks, observe};
use crate::error::{Code, Error};
use crate::estimate::Tariff;
use crate::item::{ItemFault, Write, WriteKind};

/// The tables that functions write to besides the one that they are run over, by their logical names.
#[derive(Debug)]
pub(crate) struct Others {
    /// Where they are; empty on this machine.
    region: String,
    known: tokio::sync::Mutex<BTreeMap<String, Other>>,
}

/// A table that is written to.
#[derive(Clone, Debug)]
struct Other {
    target: Arc<Target>,
    /// What its units cost; none where it is the table that the function is run over.
    tariff: Option<Tariff>,
}

impl Others {
    pub(crate) fn of(region: String) -> Self {
        let known = tokio::sync::Mutex::default();
        Self { region, known }
    }
}

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
        let Other { target, tariff } = match self.other(write).boxed().await {
            Ok(other) => other,
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
            if let Some(tariff) = &tariff {
                self.account.write_elsewhere(sent.units, tariff);
            }
            self.scanner.pace.writes.spent(sent.units - 1.0);
            for answer in sent.answers {
                match answer {
                    Answer::Done | Answer::Conflict(_) => return Ok(true),
                    Answer::Fault(fault) => return Err(fault),
                    Answer::Systemic(error) => return Ok(self.ends(error)),
                    Answer::Throttled(reasons) => {
                        self.progress.throttled(&reasons);
                        self.scanner.pace.writes_throttled(&reasons);
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
        let Other { target, .. } = self.other(write).boxed().await?;
        Ok(check_also(also(write), &target).map_err(ItemFault::from))
    }

    fn ends(&self, error: Error) -> bool {
        self.failure.note(error);
        false
    }

    /// The table that a write names. One DescribeTable, the first time.
    async fn other(&self, write: &Write) -> Result<Other, Error> {
        let name = &write.table;
        if *name == self.items.table {
            return Ok(Other {
                target: self.target.clone(),
                tariff: None,
            });
        }
        let mut others = self.others.known.lock().await;
        if let Some(other) = others.get(name) {
            return Ok(other.clone());
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
        let other = Other {
            target: Arc::new(Target::of(&real, &observed.definition)),
            tariff: Some(Tariff::of(&observed, &self.others.region)),
        };
        others.insert(name.clone(), other.clone());
        Ok(other)
    }
}
