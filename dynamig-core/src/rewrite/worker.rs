use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, Either, select};

use super::run::Rewrite;
use super::scan::Page;
use super::segment::Segment;
use crate::error::Error;
use crate::item::Attributes;

impl Rewrite {
    /// Takes one segment after the other.
    pub(super) async fn work(&self, queue: &Mutex<VecDeque<Segment>>) {
        while !self.is_to_end() {
            let next = queue
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .pop_front();
            let Some(segment) = next else { return };
            if let Err(error) = self.segment(segment).await {
                self.failure.note(error);
                return;
            }
        }
    }

    /// Goes through a segment from its checkpoint. While the writes of a page are under way, the next page is read; none of
    /// its items is dealt with before the page is checkpointed, so that whoever goes on repeats one page at the most.
    async fn segment(&self, mut segment: Segment) -> Result<(), Error> {
        let mut read = self.read(&segment, segment.after.clone());
        while !self.is_to_end() {
            let page = read.await?;
            let next = page.last.clone();
            let ahead = next.clone().map(|key| self.read(&segment, Some(key)));
            let (dealt, ahead) = beside(self.page(page.items), ahead).await;
            segment.counts.add(&dealt.counts);
            self.progress.told().counts.add(&dealt.counts);
            match (dealt.stopped_after, next) {
                (Some(key), _) => {
                    segment.after = key.or(segment.after);
                    return self.rows.checkpoint(&segment).await;
                }
                (None, Some(key)) => segment.after = Some(key),
                (None, None) => segment.is_done = true,
            }
            self.rows.checkpoint(&segment).await?;
            match ahead {
                Some(ahead) => read = ahead,
                None => {
                    self.progress.told().segments_done += 1;
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn read(
        &self,
        segment: &Segment,
        after: Option<Attributes>,
    ) -> BoxFuture<'_, Result<Page, Error>> {
        let n = segment.n;
        async move { self.scanner.page(n, after.as_ref()).await }.boxed()
    }
}

/// Waits for the work, and drives the read-ahead beside it as far as it comes.
async fn beside<'a, T>(
    work: impl Future<Output = T> + Send,
    ahead: Option<BoxFuture<'a, Result<Page, Error>>>,
) -> (T, Option<BoxFuture<'a, Result<Page, Error>>>)
where
    T: Send,
{
    let Some(ahead) = ahead else {
        return (work.await, None);
    };
    match select(std::pin::pin!(work), ahead).await {
        Either::Left((done, ahead)) => (done, Some(ahead)),
        Either::Right((page, work)) => (work.await, Some(async move { page }.boxed())),
    }
}
