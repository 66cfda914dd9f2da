use std::sync::Arc;

use futures_util::FutureExt as _;

use super::counts::{Became, ItemCounts};
use super::decide::Decided;
use super::deliver::Pending;
use super::run::Rewrite;
use super::slow::Slow;
use super::write::{Answer, Why};
use crate::error::{Call, Error};
use crate::item::Attributes;

impl Rewrite {
    /// Deals with the items that were gone past, one after the other, as they are by now.
    ///
    /// # Errors
    /// What ends a run.
    pub(crate) async fn retry(&self) -> Result<ItemCounts, Error> {
        let mut counts = ItemCounts::default();
        for noted in self.rows.noted().await? {
            if self.is_to_end() {
                break;
            }
            counts.scanned += 1;
            let became = match self.get(&noted.key).await? {
                Some(item) => self.again(Arc::new(item)).await,
                None => Some(Became::Gone),
            };
            if let Some(error) = self.failure.take() {
                return Err(error);
            }
            let Some(became) = became else { break };
            counts.note(became);
            if became != Became::Failed {
                self.rows.retried(&noted.row).await?;
            }
        }
        Ok(counts)
    }

    async fn again(&self, item: Arc<Attributes>) -> Option<Became> {
        match self.prepare(item.clone()).await {
            Decided::Nothing(became) => Some(became),
            Decided::Stopped => None,
            Decided::Failed(fault) => self.failed(&item, fault).await,
            Decided::Write(intent) => {
                let pending = Pending::new(0, *intent, Arc::new(Slow::new()));
                self.follow(pending, Answer::Alone(Why::Doubted)).await.1
            }
        }
    }

    /// An item as it is now. One strongly consistent GetItem.
    async fn get(&self, key: &Attributes) -> Result<Option<Attributes>, Error> {
        let table = &self.target.table;
        let get = self.rows.client.sdk().get_item().table_name(table);
        let get = get.set_key(Some(key.clone())).consistent_read(true);
        let answer = get.send().boxed().await.map_err(|error| {
            let operation = "GetItem";
            Call { operation, table }.failed(error)
        })?;
        Ok(answer.item)
    }
}
