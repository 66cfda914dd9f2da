use std::collections::BTreeMap;

use super::ItemPhase;
use super::run::Rewrite;
use super::segment::Segment;
use crate::error::Error;
use crate::estimate::{Consumed, Units};

/// How a run keeps its account.
impl Rewrite {
    /// What this process has consumed.
    pub(crate) fn spent(&self) -> Units {
        let pace = &self.scanner.pace;
        Units::new(pace.reads.total(), pace.writes.total())
    }

    /// Begins the account of the run with what its checkpoints tell.
    pub(crate) fn begin_account(&self, segments: &BTreeMap<u32, Segment>) {
        let (mut consumed, mut scanned) = (Consumed::default(), 0);
        for segment in segments.values() {
            consumed.add(segment.consumed);
            scanned += segment.counts.scanned;
        }
        if self.progress.of().phase == ItemPhase::Writing {
            scanned = 0;
        }
        self.account.begin(consumed, scanned);
    }

    /// Whether another item is begun. Where a limit is reached, the run ends as it does at a deadline.
    pub(super) fn begins_another(&self) -> bool {
        if self.is_to_end() {
            return false;
        }
        let begins = self.account.begins_another(self.spent());
        if !begins {
            self.stop.cancel();
        }
        begins
    }

    /// Whether another item is written that was scanned and counted before.
    pub(super) fn spends_more(&self) -> bool {
        if self.is_to_end() {
            return false;
        }
        let is_over = self.account.look(self.spent()).is_some();
        if is_over {
            self.stop.cancel();
        }
        !is_over
    }

    /// Stores how far a segment is; and with it what the process has consumed since the last checkpoint of any segment, so
    /// that all checkpoints together tell what the run has.
    pub(super) async fn checkpoint(&self, segment: &mut Segment) -> Result<(), Error> {
        segment.consumed.add(self.account.note(self.spent()));
        self.rows.checkpoint(segment).await
    }
}
