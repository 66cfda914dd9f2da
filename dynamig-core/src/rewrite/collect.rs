//! Calling the function for every item of a table, and keeping what it answers.

use std::sync::Arc;

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, join};
use futures_util::stream::StreamExt as _;

use super::budget::Room;
use super::collecting::{Collecting, Gathering};
use super::counts::{Became, ItemCounts};
use super::deferred::on_disk;
use super::page::CALLS;
use super::run::{Ended, Rewrite};
use super::scan::Page;
use super::spool::{Part, Records, SpoolFault, answered, failed};
use super::write::{Packed, intend};
use crate::error::{Code, Error};
use crate::item::{Attributes, Decision, ItemFault};

/// What the function has answered about a page.
#[derive(Debug, Default)]
struct Answers {
    counts: ItemCounts,
    records: Records,
}

/// What it has answered about one item.
enum Answered {
    Nothing(Became),
    /// An entry of the spool.
    Entry(Vec<u8>),
    /// The same, of an item that failed.
    Failed(Vec<u8>),
    /// Nothing any more: the run ends.
    Stopped,
}

impl Rewrite {
    /// Goes on until the function has been called for every item; what ended that before, if anything did.
    ///
    /// # Errors
    /// The first that ended it. Nothing was written to any table.
    pub(super) async fn collect(&self, collecting: &Collecting) -> Result<Option<Ended>, Error> {
        let (counts, whole) = collecting.so_far();
        {
            let mut told = self.progress.told();
            told.counts = counts;
            told.segments_done = u32::try_from(whole).unwrap_or(u32::MAX);
        }
        self.failures.begin(counts.failed);
        self.account.scanned(counts.scanned);
        let workers =
            (0..self.workers).map(|_| -> BoxFuture<'_, ()> { self.gather(collecting).boxed() });
        self.drive(workers.collect()).await?;
        if collecting.so_far().1 == collecting.of as usize {
            return Ok(None);
        }
        self.interrupted().map(Some)
    }

    /// Takes one segment after the other.
    async fn gather(&self, collecting: &Collecting) {
        while !self.is_to_end() {
            let next = collecting.state().waiting.pop_front();
            let Some(segment) = next else { return };
            if let Err(error) = self.gather_segment(segment, collecting).await {
                return self.failure.note(error);
            }
        }
    }

    /// Goes through a segment, and gives it back where the run is to end before.
    async fn gather_segment(
        &self,
        mut segment: Gathering,
        collecting: &Collecting,
    ) -> Result<(), Error> {
        let first = self.read_page(segment.n, segment.after.as_ref());
        let (mut page, mut room) = first.await?;
        loop {
            let Page { items, last, .. } = page;
            let ahead = self.page_after(segment.n, last.as_ref());
            // The next page may wait for the room of this one.
            let answers = async { (self.answers(items).await, drop(room)).0 };
            let (answers, ahead) = join(answers, ahead).await;
            let Some(answers) = answers else {
                collecting.state().waiting.push_back(segment);
                return Ok(());
            };
            self.progress.told().counts.add(&answers.counts);
            segment = kept(segment, answers).await?;
            segment.after = last;
            match ahead? {
                None => break,
                Some(_) if self.is_to_end() => {
                    collecting.state().waiting.push_back(segment);
                    return Ok(());
                }
                Some(next) => (page, room) = next,
            }
        }
        let Gathering {
            n, counts, part, ..
        } = segment;
        let extent = on_disk(move || part.end()).await?;
        let part = Part::new(&counts, extent.map_err(SpoolFault::while_collecting)?);
        collecting.state().whole.insert(n, (part, counts));
        self.progress.told().segments_done += 1;
        Ok(())
    }

    async fn page_after(
        &self,
        n: u32,
        last: Option<&Attributes>,
    ) -> Result<Option<(Page, Room)>, Error> {
        match last {
            None => Ok(None),
            last => self.read_page(n, last).await.map(Some),
        }
    }

    /// What the function answers about the items of a page; none where the run is to end before it has about each.
    async fn answers(&self, items: Vec<Attributes>) -> Option<Answers> {
        let count = items.len();
        let calls = items.into_iter().take_while(|_| self.begins_another());
        let calls = calls.map(|item| -> BoxFuture<'_, Answered> {
            async move {
                // A page of functions that wait for nothing leaves others their turn: the lease is renewed beside it.
                tokio::task::coop::consume_budget().await;
                self.answer(Arc::new(item)).await
            }
            .boxed()
        });
        let mut calls = futures_util::stream::iter(calls).buffer_unordered(CALLS);
        let mut answers = Answers::default();
        while let Some(answer) = calls.next().await {
            match answer {
                Answered::Nothing(became) => answers.counts.note(became),
                Answered::Entry(entry) => answers.records.push(&entry),
                Answered::Failed(entry) => {
                    answers.counts.note(Became::Failed);
                    answers.records.push(&entry);
                }
                Answered::Stopped => continue,
            }
            answers.counts.scanned += 1;
        }
        (answers.counts.scanned == count as u64).then_some(answers)
    }

    async fn answer(&self, scanned: Arc<Attributes>) -> Answered {
        let answered = match self.ask().about(&scanned).await {
            Ok(Ok(decision)) => self.checked(&scanned, &decision).await,
            Ok(Err(became)) => Ok(Answered::Nothing(became)),
            Err(fault) => Err(fault),
        };
        answered.unwrap_or_else(|fault| self.failed_before(&scanned, &fault))
    }

    /// What was answered, where that can be written: whatever is known before is found out now.
    async fn checked(
        &self,
        scanned: &Arc<Attributes>,
        decision: &Decision,
    ) -> Result<Answered, ItemFault> {
        let (verdict, reads) = (decision.verdict.clone(), decision.reads.clone());
        let intent = intend(scanned, verdict, reads, &self.target, &self.terms)?;
        if intent.is_none() && decision.also.is_empty() {
            return Ok(Answered::Nothing(Became::Kept));
        }
        if let Some(intent) = intent {
            let alone = Packed::alone(intent, &self.target);
            alone.map_err(|(_, unwritable)| unwritable)?;
        }
        for write in &decision.also {
            match self.check_also(write).await {
                Ok(checked) => checked?,
                Err(error) => {
                    self.failure.note(error);
                    return Ok(Answered::Stopped);
                }
            }
        }
        let entry = answered(scanned, decision);
        entry
            .map(Answered::Entry)
            .map_err(|unknown| ItemFault::Answer(unknown.to_string()))
    }

    /// The run goes past an item, which is noted with what else is written; or it ends.
    fn failed_before(&self, item: &Attributes, fault: &ItemFault) -> Answered {
        let key = self.target.key_of(item);
        let told = self.told_of(&key, fault);
        let scanned = self.progress.of().counts.scanned;
        if !self.failures.takes(scanned) {
            let message = format!(
                "item {} of table `{}` failed: {}",
                told.item, self.target.table, told.message
            );
            self.failure.note(Error::new(Code::TooManyErrors, message).hint(
                "nothing was written; mend the item, or the function and raise its revision, and run the same command \
                 again: it starts at the first item; `max_errors` lets a run go past some",
            ));
            return Answered::Stopped;
        }
        match failed(&key, &told) {
            Ok(entry) => Answered::Failed(entry),
            Err(unknown) => {
                let message = format!(
                    "the key of an item of table `{}` cannot be kept",
                    self.target.table
                );
                self.failure
                    .note(Error::new(Code::Internal, message).caused_by(unknown));
                Answered::Stopped
            }
        }
    }
}

/// Has the answers of a page reach the segment's file.
async fn kept(mut segment: Gathering, answers: Answers) -> Result<Gathering, Error> {
    let (segment, appended) = on_disk(move || {
        let appended = segment.part.append(&answers.records);
        segment.counts.add(&answers.counts);
        (segment, appended)
    })
    .await?;
    appended.map_err(SpoolFault::while_collecting)?;
    Ok(segment)
}
