//! Writing what the function has answered about every item.

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;
use std::sync::{Arc, Mutex};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use tokio::sync::Notify;

use super::budget::Room;
use super::counts::ItemCounts;
use super::dealing::{Before, Dealing};
use super::decide::Decided;
use super::deferred::{Whole, on_disk};
use super::page::Called;
use super::run::{Ended, Rewrite};
use super::segment::Segment;
use super::slow::Slow;
use super::spool::{Entry, Part, PartReader, SpoolFault};
use super::spooled::changed;
use crate::error::Error;

/// So many entries are read at once at the most, and repeated of a segment after a crash.
const ENTRIES: u32 = 1_000;
/// No other is read beyond so many bytes.
const BYTES: usize = 1 << 20;

impl Rewrite {
    /// Goes on from the checkpoints to the end of the spool, or until the run is to stop.
    pub(super) async fn unspool(
        &self,
        whole: &Whole,
        before: Before,
        segments: BTreeMap<u32, Segment>,
    ) -> Result<Ended, Error> {
        // All were scanned, and a limit of that has let them pass.
        self.account.scanned(0);
        // The function may have been called for hours.
        self.scanner.pace.writes.begin();
        let open = segments.into_values().filter(|segment| !segment.is_done);
        let queue: Mutex<VecDeque<Segment>> = Mutex::new(open.collect());
        let workers = (0..self.workers)
            .map(|_| -> BoxFuture<'_, ()> { self.unspool_segments(&queue, whole, before).boxed() });
        self.drive(workers.collect()).await?;
        self.ended()
    }

    async fn unspool_segments(
        &self,
        queue: &Mutex<VecDeque<Segment>>,
        whole: &Whole,
        before: Before,
    ) {
        while !self.is_to_end() {
            let Some(segment) = self.take_segment(queue) else {
                return;
            };
            if let Err(error) = self.unspool_segment(segment, whole, before).await {
                return self.failure.note(error);
            }
        }
    }

    async fn unspool_segment(
        &self,
        mut segment: Segment,
        whole: &Whole,
        mut before: Before,
    ) -> Result<(), Error> {
        let path = whole.spool.part(segment.n);
        let fails = |fault| changed(&self.rows.id, &whole.spool.path(), fault);
        let damaged = || fails(SpoolFault::Damaged(path.clone()));
        let part = whole.manifest.parts.get(&segment.n).ok_or_else(damaged)?;
        if segment.dealt > part.entries {
            return Err(damaged());
        }
        let slow = Arc::new(Slow::new());
        let mut reader = None;
        while segment.dealt < part.entries && !self.is_to_end() {
            let open = match reader.take() {
                Some(open) => open,
                None => open(&path, part, segment.dealt).await?.map_err(fails)?,
            };
            let (open, entries) = self.next_entries(open).await?;
            let entries = entries.map_err(fails)?;
            if entries.is_empty() {
                return Err(damaged());
            }
            reader = Some(open);
            let all = segment.dealt + entries.len() as u64;
            let counts = self.put_out(entries, &slow, before).await;
            before = Before::Nobody;
            self.checkpoint_entries(&mut segment, counts, part.entries)
                .await?;
            // The run is to end: what was read beyond is read again by whoever goes on.
            if segment.dealt < all {
                break;
            }
        }
        if part.entries == 0 {
            self.checkpoint_entries(&mut segment, ItemCounts::default(), 0)
                .await?;
        }
        Ok(())
    }

    async fn next_entries(
        &self,
        mut reader: PartReader,
    ) -> Result<(PartReader, Result<Vec<Entry>, SpoolFault>), Error> {
        let most = self.scanner.page.unwrap_or(ENTRIES).min(ENTRIES);
        on_disk(move || {
            let entries = reader.page(most as usize, BYTES);
            (reader, entries)
        })
        .await
    }

    /// Writes what was answered about some items. Of the counts, `scanned` is how many of the entries are dealt with.
    async fn put_out(&self, entries: Vec<Entry>, slow: &Arc<Slow>, before: Before) -> ItemCounts {
        let items = entries.iter().map(Entry::item).collect();
        let nobody_reads_ahead = Notify::new();
        let mut dealing = Dealing::new(items, Room::none(), slow, &nobody_reads_ahead);
        dealing.before = before;
        let calls = entries.into_iter().enumerate();
        let calls = calls.take_while(|_| self.spends_more());
        let calls = calls.map(|(n, entry)| -> BoxFuture<'_, Called> {
            async move {
                tokio::task::coop::consume_budget().await;
                let item = entry.item();
                (n, item, self.as_answered(entry).await)
            }
            .boxed()
        });
        self.deal_with(calls, &mut dealing).await;
        dealing.end().0
    }

    /// What is to be done by an entry.
    async fn as_answered(&self, entry: Entry) -> Decided {
        match entry {
            Entry::Answered { scanned, decision } => self.decided(&scanned, decision).await,
            Entry::Failed { key, failed } => match self.goes_past(&key, failed).await {
                Some(became) => Decided::Nothing(became),
                None => Decided::Stopped,
            },
        }
    }

    /// Stores how many entries of a segment are dealt with. The items were counted as read when the function was called.
    async fn checkpoint_entries(
        &self,
        segment: &mut Segment,
        mut counts: ItemCounts,
        of: u64,
    ) -> Result<(), Error> {
        segment.dealt += std::mem::take(&mut counts.scanned);
        segment.counts.add(&counts);
        segment.is_done = segment.dealt == of;
        self.progress.told().counts.add(&counts);
        self.checkpoint(segment).await?;
        self.progress.told().segments_done += u32::from(segment.is_done);
        Ok(())
    }
}

/// Opens the file of a segment behind so many entries.
async fn open(
    path: &Path,
    part: &Part,
    past: u64,
) -> Result<Result<PartReader, SpoolFault>, Error> {
    let (path, extent) = (path.to_owned(), part.extent());
    on_disk(move || PartReader::open(path, &extent, past)).await
}
