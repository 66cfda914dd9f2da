use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_sdk_dynamodb::Client;
use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, join_all};
use tokio::time::Instant;

use super::pace::Rates;
use super::segment::Segment;
use super::wish::Wish;
use super::write::{Packing, Target, Terms};
use super::{Account, Budget, Deferred, Failures, ItemCounts, Others, Progress, RunRows, Scanner};
use crate::cancellation::Cancellation;
use crate::context::Context;
use crate::error::{Code, Error};
use crate::event::Events;
use crate::migration::{ItemFunction, Items};
use crate::runner::Redact;

/// One run of an item migration over its table, by one process.
pub(crate) struct Rewrite {
    pub(crate) items: Items,
    /// The direction's function.
    pub(crate) function: ItemFunction,
    pub(crate) context: Context,
    pub(crate) events: Events,
    pub(crate) rows: RunRows,
    /// What writes go out by: it does not try again by itself.
    pub(crate) client: Client,
    pub(crate) scanner: Scanner,
    pub(crate) target: Arc<Target>,
    pub(crate) others: Others,
    /// How writes are conditioned and marked.
    pub(crate) terms: Terms,
    /// The requests that writes go out in, as far as is known by now.
    pub(crate) packing: Mutex<Packing>,
    /// How many segments are worked on at once.
    pub(crate) workers: u32,
    /// The rates that hold where nobody has changed them.
    pub(crate) rates: Rates,
    pub(crate) progress: Progress,
    /// What the run has consumed, and what it may.
    pub(crate) account: Account,
    /// What the pages in memory may take.
    pub(crate) budget: Budget,
    pub(crate) began: Instant,
    /// The wish to stop: what was begun is finished, and nothing else is begun.
    pub(crate) stop: Cancellation,
    /// What a person wishes of the run, which ends it for now.
    pub(crate) wished: First<Wish>,
    /// Items that failed, of which the run goes past some.
    pub(crate) failures: Failures,
    pub(crate) redact: Redact,
    /// Why the run has failed, which ends it.
    pub(crate) failure: First<Error>,
    /// Where answers wait, if writes are deferred.
    pub(crate) deferred: Option<Deferred>,
}

/// The first of several things that end a run: it ends the others.
#[derive(Debug)]
pub(crate) struct First<T>(Mutex<Option<T>>);

/// How a run of one process ended.
#[derive(Debug)]
pub(crate) enum Ended {
    /// Every item is dealt with.
    Finished,
    /// It was asked to stop; what is done is checkpointed.
    Drained,
    /// A person wishes it; what is done is checkpointed.
    Wished(Wish),
}

impl<T> Default for First<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> First<T> {
    /// Notes it, unless there is one.
    pub(super) fn note(&self, one: T) {
        self.first().get_or_insert(one);
    }

    pub(super) fn is_noted(&self) -> bool {
        self.first().is_some()
    }

    pub(super) fn take(&self) -> Option<T> {
        self.first().take()
    }

    fn first(&self) -> MutexGuard<'_, Option<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Rewrite {
    /// Goes on from the checkpoints to the end, or until it is to stop.
    ///
    /// # Errors
    /// The first that ended it; every other worker has finished the page that it was at.
    pub(crate) async fn go(&self) -> Result<Ended, Error> {
        let segments = self.count().await?;
        if let Some(deferred) = &self.deferred {
            return self.go_deferred(deferred, segments).boxed().await;
        }
        let open = segments.into_values().filter(|segment| !segment.is_done);
        let queue: Mutex<VecDeque<Segment>> = Mutex::new(open.collect());
        let workers = (0..self.workers).map(|_| -> BoxFuture<'_, ()> { self.work(&queue).boxed() });
        self.drive(workers.collect()).await?;
        self.ended()
    }

    /// Has workers work until none has anything left to do, or the run is to end.
    pub(super) async fn drive(&self, workers: Vec<BoxFuture<'_, ()>>) -> Result<(), Error> {
        tokio::select! {
            _ended = join_all(workers) => {}
            () = self.watch() => {}
        }
        self.failure.take().map_or(Ok(()), Err)
    }

    /// How it ended, where nothing failed.
    pub(super) fn ended(&self) -> Result<Ended, Error> {
        let told = self.progress.of();
        if told.segments_done == told.segments {
            return self.finished(told.counts);
        }
        self.interrupted()
    }

    /// What ended it before its end.
    pub(super) fn interrupted(&self) -> Result<Ended, Error> {
        match self.wished.take() {
            Some(wish) => Ok(Ended::Wished(wish)),
            None if self.stop.is_cancelled() => Ok(Ended::Drained),
            None => Err(Error::new(
                Code::Internal,
                "a run ended with segments that nobody was at",
            )),
        }
    }

    /// Reads how far earlier processes came. A Query a megabyte, and a GetItem.
    pub(crate) async fn count(&self) -> Result<BTreeMap<u32, Segment>, Error> {
        let mut segments = self.segments().await?;
        if let Some(deferred) = &self.deferred {
            self.stand(deferred, &mut segments).await?;
        }
        let retried = self.rows.retried_so_far().await?;
        self.begin_counting(&segments, retried);
        Ok(segments)
    }

    /// Every segment, as far as it is.
    async fn segments(&self) -> Result<BTreeMap<u32, Segment>, Error> {
        let stored = self.rows.segments().await?;
        let mut all: BTreeMap<_, _> = (0..self.scanner.segments)
            .map(|n| (n, Segment::new(n)))
            .collect();
        for segment in stored {
            if all.insert(segment.n, segment.clone()).is_none() {
                let (n, of) = (segment.n, self.scanner.segments);
                let message = format!(
                    "there is a checkpoint of segment {n}, and the table was divided into {of}"
                );
                return Err(Error::new(Code::UnreadableRow, message).hint(
                    "nothing was written; a row that was edited by hand must be put right by hand",
                ));
            }
        }
        Ok(all)
    }

    pub(super) fn begin_counting(&self, segments: &BTreeMap<u32, Segment>, retried: u64) {
        let mut told = self.progress.told();
        (told.counts, told.segments_done) = (ItemCounts::default(), 0);
        told.segments = self.scanner.segments;
        for segment in segments.values() {
            told.counts.add(&segment.counts);
            told.segments_done += u32::from(segment.is_done);
        }
        self.failures
            .begin(told.counts.failed.saturating_sub(retried));
    }

    /// "Finished" is counted, never inferred from the end of the pages.
    fn finished(&self, counts: ItemCounts) -> Result<Ended, Error> {
        if counts.scanned != counts.settled() {
            let (scanned, settled) = (counts.scanned, counts.settled());
            let message = format!("{scanned} items were read, and something became of {settled}");
            let hint = "the migration is not recorded as applied; please report this";
            return Err(Error::new(Code::Internal, message).hint(hint));
        }
        if !self.failures.allows_those_of(counts.scanned) {
            let hint = format!(
                "mend the function or the items, then `retry {}`",
                self.rows.id
            );
            return Err(too_many_of(&counts).hint(hint));
        }
        Ok(Ended::Finished)
    }

    pub(super) fn packing(&self) -> Packing {
        *self.packing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether statements are permitted is known by now.
    pub(super) fn set_packing(&self, packing: Packing) {
        *self.packing.lock().unwrap_or_else(PoisonError::into_inner) = packing;
    }

    /// Whether no other page is to be begun.
    pub(super) fn is_to_end(&self) -> bool {
        self.stop.is_cancelled() || self.failure.is_noted() || self.wished.is_noted()
    }
}

/// The error of a run that was judged at its end.
pub(super) fn too_many_of(counts: &ItemCounts) -> Error {
    let ItemCounts {
        failed, scanned, ..
    } = counts;
    let message = format!("{failed} of {scanned} items failed, more than `max_errors` lets pass");
    Error::new(Code::TooManyErrors, message)
}
