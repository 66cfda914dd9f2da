use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, Either, select};
use tokio::sync::Notify;

use super::budget::Room;
use super::run::Rewrite;
use super::scan::Page;
use super::segment::Segment;
use super::slow::Slow;
use crate::error::Error;
use crate::item::Attributes;

/// A page that is read, and the segment that it is of, as far as that is dealt with.
struct Reading<'a> {
    segment: Segment,
    slow: Arc<Slow>,
    page: BoxFuture<'a, Result<(Page, Room), Error>>,
}

/// What is read beside the writes of a page.
struct Ahead<'a> {
    /// None: the next page is of the same segment.
    other: Option<Segment>,
    page: BoxFuture<'a, Result<(Page, Room), Error>>,
}

impl Rewrite {
    /// Takes one segment after the other, and goes through each from its checkpoint.
    pub(super) async fn work(&self, queue: &Mutex<VecDeque<Segment>>) {
        let mut next = self.take_segment(queue).map(|segment| Reading {
            page: self.read(&segment, segment.after.clone()),
            segment,
            slow: Arc::new(Slow::new()),
        });
        while !self.is_to_end() {
            let Some(reading) = next else { return };
            next = match self.reading(reading, queue).await {
                Ok(next) => next,
                Err(error) => return self.failure.note(error),
            };
        }
    }

    pub(super) fn take_segment(&self, queue: &Mutex<VecDeque<Segment>>) -> Option<Segment> {
        let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.pop_front()
    }

    /// Deals with a page. While its last writes are under way, the next page is read, be it of the next segment; none of
    /// its items is dealt with before the page is checkpointed, so that whoever goes on repeats one page at the most.
    async fn reading(
        &self,
        reading: Reading<'_>,
        queue: &Mutex<VecDeque<Segment>>,
    ) -> Result<Option<Reading<'_>>, Error> {
        let Reading {
            mut segment,
            slow,
            page,
        } = reading;
        let (page, room) = page.await?;
        let is_half_dealt_with = Arc::new(Notify::new());
        let ahead = self.ahead(&segment, page.last.clone(), queue);
        let ahead = ahead.map(|ahead| after(is_half_dealt_with.clone(), ahead));
        let (dealt, ahead) = beside(
            self.page(page.items, room, &slow, &is_half_dealt_with),
            ahead,
        )
        .await;
        segment.counts.add(&dealt.counts);
        self.progress.told().counts.add(&dealt.counts);
        match (dealt.stopped_after, page.last) {
            (Some(key), _) => {
                segment.after = key.or(segment.after);
                self.checkpoint(&mut segment).await?;
                return Ok(None);
            }
            (None, Some(key)) => segment.after = Some(key),
            (None, None) => segment.is_done = true,
        }
        self.checkpoint(&mut segment).await?;
        self.progress.told().segments_done += u32::from(segment.is_done);
        Ok(ahead.map(|Ahead { other, page }| Reading {
            slow: other.as_ref().map_or(slow, |_| Arc::new(Slow::new())),
            segment: other.unwrap_or(segment),
            page,
        }))
    }

    /// The page after this one: of the segment, or of one that nobody is at.
    fn ahead(
        &self,
        segment: &Segment,
        last: Option<Attributes>,
        queue: &Mutex<VecDeque<Segment>>,
    ) -> Option<Ahead<'_>> {
        if last.is_some() {
            let page = self.read(segment, last);
            return Some(Ahead { other: None, page });
        }
        let other = self.take_segment(queue)?;
        let page = self.read(&other, other.after.clone());
        Some(Ahead {
            other: Some(other),
            page,
        })
    }

    fn read(
        &self,
        segment: &Segment,
        after: Option<Attributes>,
    ) -> BoxFuture<'_, Result<(Page, Room), Error>> {
        let n = segment.n;
        async move { self.read_page(n, after.as_ref()).await }.boxed()
    }
}

/// Does not read before it is told to: two whole pages of each segment are more than need be in memory.
fn after(told: Arc<Notify>, ahead: Ahead<'_>) -> Ahead<'_> {
    let Ahead { other, page } = ahead;
    let page = async move {
        told.notified().await;
        page.await
    };
    Ahead {
        other,
        page: page.boxed(),
    }
}

/// Waits for the work, and drives the read-ahead beside it as far as it comes.
async fn beside<'a, T>(
    work: impl Future<Output = T> + Send,
    ahead: Option<Ahead<'a>>,
) -> (T, Option<Ahead<'a>>)
where
    T: Send,
{
    let Some(Ahead { other, page }) = ahead else {
        return (work.await, None);
    };
    let (done, page) = match select(std::pin::pin!(work), page).await {
        Either::Left((done, page)) => (done, page),
        Either::Right((page, work)) => (work.await, async move { page }.boxed()),
    };
    (done, Some(Ahead { other, page }))
}
