use aws_sdk_dynamodb::types::AttributeValue;

use super::RunRows;
use super::failures::{FailedItem, Noted};
use super::rows::NOT_LATER;
use crate::error::Error;
use crate::item::Attributes;
use crate::meta::{Item, Key, SK, Unreadable, Update, number, reader, text};

const ITEM: &str = "item";
const CLASS: &str = "class";
const ERROR: &str = "error";

/// The notes of items that a run went past.
impl RunRows {
    /// Notes an item that the run goes past, before it is counted: `retry` goes by that. One UpdateItem.
    pub(crate) async fn note_failed(
        &self,
        key: &Attributes,
        failed: &FailedItem,
    ) -> Result<(), Error> {
        let row = Key::failed(
            &self.address.namespace,
            &self.id,
            self.direction,
            &failed.item,
        );
        let set = Item::from([
            (ITEM.to_owned(), AttributeValue::M(key.clone())),
            (CLASS.to_owned(), text(&failed.class)),
            (ERROR.to_owned(), text(&failed.message)),
            ("generation".to_owned(), number(self.generation)),
            ("schema".to_owned(), number(1)),
        ]);
        self.write(&row, Update::set(set), NOT_LATER).await
    }

    /// All of them. A Query a megabyte.
    pub(crate) async fn noted(&self) -> Result<Vec<Noted>, Error> {
        let prefix = Key::all_failed(&self.address.namespace, &self.id, self.direction);
        let rows = self
            .client
            .query_prefix(&self.address.table, &prefix)
            .await?;
        let noted = rows.into_iter().map(|row| {
            let sk = reader(&row).text(SK).unwrap_or_default().to_owned();
            let key = Key {
                sk,
                ..prefix.clone()
            };
            let noted = read(&key, &row);
            noted.map_err(|cause| self.unreadable(&key, cause))
        });
        noted.collect()
    }
}

fn read(key: &Key, row: &Item) -> Result<Noted, Unreadable> {
    let item = row.get(ITEM).and_then(|item| item.as_m().ok());
    let item = item.ok_or_else(|| Unreadable {
        attribute: ITEM.to_owned(),
        expected: "map",
    })?;
    let row = reader(row);
    Ok(Noted {
        row: key.clone(),
        key: item.clone(),
        failed: FailedItem {
            item: key.sk.rsplit('#').next().unwrap_or_default().to_owned(),
            class: row.text(CLASS)?.to_owned(),
            message: row.text(ERROR)?.to_owned(),
        },
    })
}
