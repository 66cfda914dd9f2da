use std::sync::Arc;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use futures_util::stream::{FuturesUnordered, StreamExt as _};

use super::counts::{Became, ItemCounts};
use super::decide::Decided;
use super::deliver::{Outcome, Pending};
use super::run::Rewrite;
use super::write::{Packed, Packer, Pushed};
use crate::item::Attributes;

/// So many calls of the function are under way at once, of each page: those that wait for something of their own.
const CALLS: usize = 32;
/// So many requests of each page.
const REQUESTS: usize = 4;

/// What became of a page.
pub(super) struct Dealt {
    /// Of the items that are dealt with, up to the first that is not.
    pub(super) counts: ItemCounts,
    /// Where not all of them are: the key of the last that is, and none where none is.
    pub(super) stopped_after: Option<Option<Attributes>>,
}

impl Rewrite {
    /// Deals with the items of a page.
    pub(super) async fn page(&self, items: Vec<Attributes>) -> Dealt {
        let items: Vec<Arc<Attributes>> = items.into_iter().map(Arc::new).collect();
        let became = self.dealt_with(&items).await;
        let dealt = became.iter().take_while(|became| became.is_some()).count();
        let mut counts = ItemCounts {
            scanned: dealt as u64,
            ..ItemCounts::default()
        };
        became
            .iter()
            .flatten()
            .take(dealt)
            .for_each(|&one| counts.note(one));
        let last = dealt
            .checked_sub(1)
            .map(|last| self.target.key_of(&items[last]));
        Dealt {
            counts,
            stopped_after: (dealt < items.len()).then_some(last),
        }
    }

    /// Calls the function with items while others are written, and begins no other once the run is to end.
    async fn dealt_with(&self, items: &[Arc<Attributes>]) -> Vec<Option<Became>> {
        let mut became = vec![None; items.len()];
        let calls = items.iter().cloned().enumerate();
        let calls = calls.take_while(|_| !self.is_to_end());
        let calls = calls.map(|(n, item)| -> BoxFuture<'_, (usize, Decided)> {
            async move {
                // A page of functions that wait for nothing leaves others their turn: the lease is renewed beside it.
                tokio::task::coop::consume_budget().await;
                (n, self.prepare(item).await)
            }
            .boxed()
        });
        let mut calls = futures_util::stream::iter(calls).buffer_unordered(CALLS);
        let mut packer = Packer::new(self.target.clone(), self.packing());
        let mut requests: FuturesUnordered<BoxFuture<'_, Vec<Outcome>>> = FuturesUnordered::new();
        let mut calling = true;
        while calling || !requests.is_empty() {
            tokio::select! {
                biased;
                Some(done) = requests.next(), if !requests.is_empty() => {
                    done.into_iter().for_each(|(n, one)| became[n] = one);
                }
                called = calls.next(), if calling && requests.len() < REQUESTS => match called {
                    Some((n, decided)) => {
                        let ready = self.take(n, &items[n], decided, &mut packer, &mut became);
                        let ready = ready.await;
                        requests.extend(ready.into_iter().map(|ready| self.deliver(ready).boxed()));
                    }
                    None => {
                        calling = false;
                        requests.extend(packer.flush().map(|ready| self.deliver(ready).boxed()));
                    }
                },
            }
        }
        became
    }

    /// Notes what became of an item, or gives it to the packer.
    async fn take(
        &self,
        n: usize,
        item: &Attributes,
        decided: Decided,
        packer: &mut Packer<Pending>,
        became: &mut [Option<Became>],
    ) -> Vec<Packed<Pending>> {
        let intent = match decided {
            Decided::Nothing(one) => {
                became[n] = Some(one);
                return Vec::new();
            }
            Decided::Stopped => return Vec::new(),
            Decided::Failed(fault) => {
                became[n] = self.failed(item, fault).await;
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
        match packer.push(Pending::new(n, *intent)) {
            Pushed::Kept => {}
            Pushed::Ready(packed) => ready.push(packed),
            Pushed::Unwritable(_, unwritable) => {
                became[n] = self.failed(item, unwritable.into()).await;
            }
        }
        ready
    }
}
