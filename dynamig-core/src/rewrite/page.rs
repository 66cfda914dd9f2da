use std::sync::Arc;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use futures_util::stream::{FuturesUnordered, StreamExt as _};
use tokio::sync::Notify;

use super::budget::Room;
use super::counts::ItemCounts;
use super::dealing::{Before, Dealing};
use super::decide::Decided;
use super::deliver::{Outcome, Pending};
use super::run::Rewrite;
use super::scan::Page;
use super::slow::Slow;
use super::write::{Packed, Packer, Pushed};
use crate::error::Error;
use crate::item::Attributes;

/// So many calls of the function are under way at once, of each page: those that wait for something of their own.
pub(super) const CALLS: usize = 32;
/// So many requests of each page.
const REQUESTS: usize = 8;

/// What became of a page.
pub(super) struct Dealt {
    /// Of the items that are dealt with, up to the first that is not.
    pub(super) counts: ItemCounts,
    /// Where not all of them are: the key of the last that is, and none where none is.
    pub(super) stopped_after: Option<Option<Attributes>>,
}

/// What came of calling the function with an item of a page.
pub(super) type Called = (usize, Arc<Attributes>, Decided);

impl Rewrite {
    /// Deals with the items of a page, and tells when that is half done.
    pub(super) async fn page(
        &self,
        items: Vec<Attributes>,
        room: Room,
        slow: &Arc<Slow>,
        is_half_dealt_with: &Notify,
    ) -> Dealt {
        let items: Vec<Arc<Attributes>> = items.into_iter().map(Arc::new).collect();
        let mut dealing = Dealing::new(items.clone(), room, slow, is_half_dealt_with);
        let calls = items.into_iter().enumerate();
        let calls = calls.take_while(|_| self.begins_another());
        let calls = calls.map(|(n, item)| -> BoxFuture<'_, Called> {
            async move {
                // A page of functions that wait for nothing leaves others their turn: the lease is renewed beside it.
                tokio::task::coop::consume_budget().await;
                let decided = self.prepare(item.clone()).await;
                (n, item, decided)
            }
            .boxed()
        });
        self.deal_with(calls, &mut dealing).await;
        let (counts, stopped_after) = dealing.end();
        let key_of = |last: Option<Arc<_>>| last.map(|last| self.target.key_of(&last));
        Dealt {
            counts,
            stopped_after: stopped_after.map(key_of),
        }
    }

    /// Reads the page of a segment that begins after a key, once there is room for it.
    pub(super) async fn read_page(
        &self,
        segment: u32,
        after: Option<&Attributes>,
    ) -> Result<(Page, Room), Error> {
        let mut room = self.budget.page().await;
        let page = self.scanner.page(segment, after).await?;
        room.shrink_to(page.read_units);
        Ok((page, room))
    }

    /// Sees calls for items through while others are written.
    pub(super) async fn deal_with<'a>(
        &'a self,
        calls: impl Iterator<Item = BoxFuture<'a, Called>> + Send,
        dealing: &mut Dealing<'_>,
    ) {
        let mut calls = futures_util::stream::iter(calls).buffer_unordered(CALLS);
        let mut packer = Packer::new(self.target.clone(), self.packing());
        let mut requests: FuturesUnordered<BoxFuture<'_, Vec<Outcome>>> = FuturesUnordered::new();
        let mut calling = true;
        while calling || !requests.is_empty() {
            tokio::select! {
                biased;
                Some(done) = requests.next(), if !requests.is_empty() => {
                    done.into_iter().for_each(|(n, one)| dealing.note(n, one));
                }
                called = calls.next(), if calling && requests.len() < REQUESTS => match called {
                    Some((n, item, decided)) => {
                        let ready = self.take(n, &item, decided, &mut packer, dealing).await;
                        requests.extend(ready.into_iter().map(|ready| self.deliver(ready).boxed()));
                    }
                    None => {
                        calling = false;
                        requests.extend(packer.flush().map(|ready| self.deliver(ready).boxed()));
                    }
                },
            }
        }
    }

    /// Notes what became of an item, or gives it to the packer.
    async fn take(
        &self,
        n: usize,
        item: &Attributes,
        decided: Decided,
        packer: &mut Packer<Pending>,
        dealing: &mut Dealing<'_>,
    ) -> Vec<Packed<Pending>> {
        let intent = match decided {
            Decided::Nothing(one) => {
                dealing.note(n, Some(one));
                return Vec::new();
            }
            Decided::Stopped => return Vec::new(),
            Decided::Failed(fault) => {
                dealing.note(n, self.failed(item, fault).await);
                return Vec::new();
            }
            Decided::Write(intent) => intent,
        };
        let mut ready = Vec::new();
        let packing = self.packing();
        if packer.packing() != packing {
            ready.extend(packer.flush());
            packer.set_packing(packing);
        }
        let pending = Pending::new(n, *intent, dealing.slow.clone());
        let pending = match dealing.before {
            Before::Nobody => pending,
            Before::Perhaps => pending.repeated(),
        };
        match packer.push(pending) {
            Pushed::Kept => {}
            Pushed::Ready(packed) => ready.push(packed),
            Pushed::Unwritable(_, unwritable) => {
                dealing.note(n, self.failed(item, unwritable.into()).await);
            }
        }
        ready
    }
}
