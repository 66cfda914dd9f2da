use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem};

use super::journal::Journal;
use super::send::{Sent, unbuildable};
use super::stored_step::{AT, BYTES};
use crate::error::Error;
use crate::meta::{Key, SK, number, reader, text};
use crate::migration::MigrationId;

const RESULT: &str = "result";

/// What the steps of a migration have stored.
impl Journal {
    /// The stored result of a step, as JSON. One GetItem.
    pub(crate) async fn step(&self, id: &MigrationId, name: &str) -> Result<Option<String>, Error> {
        let address = self.store().address();
        let key = Key::step(&address.namespace, id, name);
        let Some(row) = self.store().client().get(&address.table, &key).await? else {
            return Ok(None);
        };
        let result = reader(&row)
            .text(RESULT)
            .map_err(|cause| self.store().unreadable(&key.sk, cause))?;
        Ok(Some(result.to_owned()))
    }

    /// Stores the result of a step, under the lease. One TransactWriteItems.
    pub(crate) async fn store_step(
        &self,
        id: &MigrationId,
        name: &str,
        json: &str,
    ) -> Result<(), Error> {
        let address = self.store().address();
        let mut item = Key::step(&address.namespace, id, name).item();
        item.insert(RESULT.to_owned(), text(json));
        item.insert(AT.to_owned(), text(self.timestamp()));
        item.insert(BYTES.to_owned(), number(json.len()));
        item.insert("schema".to_owned(), number(1));
        item.insert("generation".to_owned(), number(self.lease().generation()));
        let put = Put::builder()
            .table_name(&address.table)
            .set_item(Some(item))
            .build()
            .map_err(unbuildable)?;
        self.send_fenced(vec![TransactWriteItem::builder().put(put).build()])
            .await
    }

    /// Removes what the steps of a migration have stored: its next run is another one. A Query, and a transaction for
    /// each 50 steps.
    pub(crate) async fn forget_steps(&self, id: &MigrationId) -> Result<(), Error> {
        let address = self.store().address();
        let partition = Key::run(&address.namespace, id);
        let rows = self
            .store()
            .client()
            .query(&address.table, &partition)
            .await?;
        let names: Vec<_> = rows
            .iter()
            .filter_map(|row| reader(row).text(SK).ok())
            .collect();
        for names in names.chunks(50) {
            let deletes = names.iter().map(|&sk| {
                let key = Key {
                    pk: partition.clone(),
                    sk: sk.to_owned(),
                };
                let delete = Delete::builder()
                    .table_name(&address.table)
                    .set_key(Some(key.item()))
                    .build();
                delete.map(|delete| TransactWriteItem::builder().delete(delete).build())
            });
            self.send_fenced(deletes.collect::<Result<_, _>>().map_err(unbuildable)?)
                .await?;
        }
        Ok(())
    }

    async fn send_fenced(&self, actions: Vec<TransactWriteItem>) -> Result<(), Error> {
        let fence = self.lease().fence().map_err(unbuildable)?;
        let mut all = vec![TransactWriteItem::builder().condition_check(fence).build()];
        all.extend(actions);
        match self.send(all).await? {
            Sent::Done => Ok(()),
            Sent::HeadMoved => Err(Error::new(
                crate::Code::Internal,
                "a transaction without a head was refused because the head moved",
            )),
        }
    }
}
