use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use futures_util::stream::{BoxStream, StreamExt as _, iter};

use super::again::{Judge, Judged};
use super::draw::{Draw, draws};
use super::{Extent, Sample, Trial, TrialOptions};
use crate::cancellation::Cancellation;
use crate::error::{Code, Error};
use crate::event::Events;
use crate::item::Attributes;
use crate::item_check::{Example, Progress, ReadUnits};
use crate::random::Random;
use crate::rewrite::Scanner;

/// So many calls of the function are under way at once in each part of the table.
const CALLS: usize = 32;

/// What is looked at, and how.
pub(crate) struct Over<'a> {
    pub(crate) judge: Judge<'a>,
    /// Of the whole table.
    pub(crate) scanner: Scanner,
    /// How many parts are looked at at once.
    pub(crate) workers: u32,
    pub(crate) options: TrialOptions,
    pub(crate) events: &'a Events,
    pub(crate) random: &'a Random,
    pub(crate) stop: &'a Cancellation,
}

/// What is found, by all parts together.
struct Finding {
    trial: Mutex<Trial>,
    progress: Progress,
}

/// How much of a part was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Read {
    ToItsEnd,
    InPart,
}

impl Over<'_> {
    /// Asks the function about items until there are enough, and adds what it said.
    ///
    /// # Errors
    /// What AWS refuses, and [`Code::Interrupted`] where somebody asked to stop.
    pub(crate) async fn go(&self, trial: Trial) -> Result<Trial, Error> {
        let sample = self.options.sample;
        let finding = Finding {
            progress: Progress::new(&trial.table, self.events),
            trial: Mutex::new(trial),
        };
        let items = finding.trial().items;
        let draws = draws(sample, items, self.scanner.segments, self.random);
        let covers = draws.len() == draws.first().map_or(0, |draw| draw.of) as usize;
        let mut is_whole = self.parts(draws, &finding).await? && covers;
        // All of it may be under a few partition keys, which none of the places has.
        let is_empty = finding.trial().counts.looked_at == 0;
        if let (Sample::Items(wanted), false, true) = (sample, is_whole, is_empty) {
            let read = self.draw(Draw::from_the_start(wanted), &finding).await?;
            is_whole = read == Read::ToItsEnd;
        }
        let read_units = finding.progress.read_units();
        let trial = finding.trial.into_inner();
        Ok(Trial {
            extent: match is_whole {
                true => Extent::Whole,
                false => Extent::Sample,
            },
            read_units,
            ..trial.unwrap_or_else(PoisonError::into_inner)
        })
    }

    /// Reads places until there are enough items. Whether each was read to its end.
    async fn parts(&self, draws: Vec<Draw>, finding: &Finding) -> Result<bool, Error> {
        let parts = draws
            .into_iter()
            .map(|draw| -> BoxFuture<'_, Result<Read, Error>> { self.draw(draw, finding).boxed() });
        let workers = self.workers.max(1) as usize;
        let mut parts: BoxStream<'_, _> = iter(parts).buffer_unordered(workers).boxed();
        let mut is_whole = true;
        while let Some(read) = parts.next().await {
            is_whole &= read? == Read::ToItsEnd;
            let looked_at = finding.trial().counts.looked_at;
            match self.options.sample {
                Sample::Items(wanted) if looked_at >= u64::from(wanted) => {
                    let is_last = parts.next().await.is_none();
                    return Ok(is_whole && is_last);
                }
                Sample::Items(_) | Sample::Whole => {}
            }
        }
        Ok(is_whole)
    }

    /// Reads one place, page by page.
    async fn draw(&self, draw: Draw, finding: &Finding) -> Result<Read, Error> {
        let mut scanner = self.scanner.clone();
        scanner.segments = draw.of;
        let (mut after, mut left) = (None, draw.most);
        let (mut partition, mut partitions) = (None, 0_u64);
        loop {
            scanner.page = left.or(self.scanner.page);
            let page = scanner.page(draw.segment, after.as_ref());
            let page = self.until_stopped(page).await??;
            let read = page.items.len();
            let read_units = ReadUnits::told(page.read_units);
            finding.progress.page(read as u64, read_units);
            for item in &page.items {
                let key = item.get(&self.judge.target.partition);
                partitions += u64::from(partition.as_ref() != key);
                partition = key.cloned();
            }
            let judging = self.items(page.items, finding);
            self.until_stopped(judging).await?;
            let read = u32::try_from(read).unwrap_or(u32::MAX);
            left = left.map(|left| left.saturating_sub(read));
            after = page.last;
            let end = match (&after, left) {
                (None, _) => Read::ToItsEnd,
                (Some(_), Some(0)) => Read::InPart,
                (Some(_), _) => continue,
            };
            // Of the last one there may be more.
            let cut = u64::from(end == Read::InPart);
            finding.trial().partition_keys += partitions.saturating_sub(cut);
            return Ok(end);
        }
    }

    /// Asks about each item of a page.
    async fn items(&self, items: Vec<Attributes>, finding: &Finding) {
        let calls = items
            .into_iter()
            .map(|item| -> BoxFuture<'_, (Judged, Arc<Attributes>)> {
                let item = Arc::new(item);
                async move {
                    tokio::task::coop::consume_budget().await;
                    (self.judge.judge(item.clone()).await, item)
                }
                .boxed()
            });
        let mut calls = iter(calls).buffer_unordered(CALLS);
        while let Some((judged, item)) = calls.next().await {
            let told = || self.told(&item);
            finding.trial().note(judged, &told);
        }
    }

    /// How an item is told.
    fn told(&self, item: &Attributes) -> String {
        let key = self.judge.target.key_names();
        let key: Vec<_> = key.map(str::to_owned).collect();
        Example { item, key: &key }.told(self.options.keys)
    }

    async fn until_stopped<T>(&self, what: impl Future<Output = T>) -> Result<T, Error> {
        let hint = "nothing was changed; run the same command again: it looks from the start";
        tokio::select! {
            biased;
            () = self.stop.cancelled() => {
                let message = "the look at the items was stopped";
                Err(Error::new(Code::Interrupted, message).hint(hint))
            }
            done = what => Ok(done),
        }
    }
}

impl Finding {
    fn trial(&self) -> MutexGuard<'_, Trial> {
        self.trial.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
