use super::Spooled;
use super::parameters::Parameters;
use super::segment::Segment;
use super::wish::{MAX_RCU, MAX_WCU, WISH, WISHED_BY, Wish, Wishes};
use crate::error::{Code, Error};
use crate::lease::{Lost, lost};
use crate::meta::{
    Item, Key, MetaAddress, MetaClient, SK, Unreadable, Update, Written, number, reader, text,
};
use crate::migration::{Direction, MigrationId};

/// The rows of one run in the meta table, under its lease.
#[derive(Clone, Debug)]
pub(crate) struct RunRows {
    pub(crate) client: MetaClient,
    pub(crate) address: MetaAddress,
    pub(crate) id: MigrationId,
    pub(crate) direction: Direction,
    /// The generation of the run's lease.
    pub(crate) generation: u64,
}

/// How many of the items that it went past were dealt with since.
const RETRIED: &str = "retried";

/// The row is this lease's, or an earlier one's.
pub(super) const NOT_LATER: &str =
    "attribute_not_exists(#generation) OR #generation <= :generation";

impl RunRows {
    fn control(&self) -> Key {
        Key::control(&self.address.namespace, &self.id)
    }

    /// What an earlier process of the run began it with; none where it is not begun. One GetItem.
    pub(crate) async fn parameters(&self) -> Result<Option<Parameters>, Error> {
        let key = self.control();
        let row = self.client.get(&self.address.table, &key).await?;
        let read = |row: Item| Parameters::read(&row);
        let read = row.map(read).transpose();
        Ok(read
            .map_err(|cause| self.unreadable(&key, cause))?
            .flatten())
    }

    /// What people wish of the run. One GetItem.
    pub(crate) async fn wishes(&self) -> Result<Wishes, Error> {
        let key = self.control();
        let row = self.client.get(&self.address.table, &key).await?;
        let wishes = row.map(|row| Wishes::read(&row)).transpose();
        let wishes = wishes.map_err(|cause| self.unreadable(&key, cause))?;
        Ok(wishes.unwrap_or_default())
    }

    /// Takes a wish that was done out of the row, unless there is another by now. One UpdateItem.
    pub(crate) async fn done(&self, wish: Wish) -> Result<(), Error> {
        let update = Update::default().remove(WISH).remove(WISHED_BY);
        let value = text(wish.as_str());
        let update = update.when("#wish = :wish", &[WISH], &[(":wish", value)]);
        match self
            .client
            .update_if(&self.address.table, &self.control(), update)
            .await?
        {
            Written::Done | Written::Refused => Ok(()),
        }
    }

    /// Begins the run: what it goes by does not change any more. One UpdateItem.
    pub(crate) async fn freeze(&self, parameters: &Parameters) -> Result<(), Error> {
        let update = Update::set(parameters.attributes());
        self.write(&self.control(), update, "#generation = :generation")
            .await
    }

    /// The spool that the run has begun to write by; none where it has not, or its writes are not deferred. One GetItem.
    pub(crate) async fn spooled(&self) -> Result<Option<Spooled>, Error> {
        let key = self.control();
        let row = self.client.get(&self.address.table, &key).await?;
        let read = row.map_or(Ok(None), |row| Spooled::read(&row));
        read.map_err(|cause| self.unreadable(&key, cause))
    }

    /// Begins to write by a spool: from then on the run goes on by that alone. One UpdateItem.
    pub(crate) async fn write_by(&self, spooled: &Spooled) -> Result<(), Error> {
        let update = Update::set(spooled.attributes());
        self.write(&self.control(), update, "#generation = :generation")
            .await
    }

    /// The segments that an earlier process of the run was in. A Query a megabyte.
    pub(crate) async fn segments(&self) -> Result<Vec<Segment>, Error> {
        let rows = self.segment_rows().await?;
        rows.iter().map(|row| self.segment(row)).collect()
    }

    fn segment(&self, row: &Item) -> Result<Segment, Error> {
        let sk = reader(row).text(SK).unwrap_or_default();
        let prefix = self.segment_prefix();
        let unreadable = |cause| {
            self.unreadable(
                &Key {
                    sk: sk.to_owned(),
                    ..prefix.clone()
                },
                cause,
            )
        };
        let n = Key::segment_number(sk).ok_or_else(|| {
            unreadable(Unreadable {
                attribute: SK.to_owned(),
                expected: "number of a segment",
            })
        })?;
        Segment::read(n, row).map_err(unreadable)
    }

    fn segment_prefix(&self) -> Key {
        Key::segments(&self.address.namespace, &self.id, self.direction)
    }

    async fn segment_rows(&self) -> Result<Vec<Item>, Error> {
        self.client
            .query_prefix(&self.address.table, &self.segment_prefix())
            .await
    }

    /// Stores how far a segment is. Refused where a later lease has written it. One UpdateItem, of one write unit as
    /// long as the table's key is short.
    pub(crate) async fn checkpoint(&self, segment: &Segment) -> Result<(), Error> {
        let key = Key::segment(&self.address.namespace, &self.id, self.direction, segment.n);
        let mut attributes = segment.attributes();
        attributes.insert("generation".to_owned(), number(self.generation));
        attributes.insert("schema".to_owned(), number(1));
        let mut update = Update::set(attributes);
        if segment.after.is_none() {
            update = update.remove("last_key");
        }
        self.write(&key, update, NOT_LATER).await
    }

    /// How many of the items that it went past were dealt with since. One GetItem.
    pub(crate) async fn retried_so_far(&self) -> Result<u64, Error> {
        let key = self.control();
        let row = self.client.get(&self.address.table, &key).await?;
        let read = row.map_or(Ok(None), |row| reader(&row).optional_number(RETRIED));
        Ok(read
            .map_err(|cause| self.unreadable(&key, cause))?
            .unwrap_or(0))
    }

    /// Counts an item that was dealt with at last, and takes its note away. A GetItem, an
    /// UpdateItem and a DeleteItem.
    pub(crate) async fn retried(&self, noted: &Key) -> Result<(), Error> {
        let so_far = self.retried_so_far().await?;
        let set = Item::from([(RETRIED.to_owned(), number(so_far + 1))]);
        self.write(
            &self.control(),
            Update::set(set),
            "#generation = :generation",
        )
        .await?;
        self.client.delete(&self.address.table, noted).await
    }

    /// Forgets an earlier run: this one starts at the first item. Two Queries, and a DeleteItem for each segment and each
    /// item that was noted.
    pub(crate) async fn forget(&self) -> Result<(), Error> {
        for noted in self.noted().await? {
            self.client.delete(&self.address.table, &noted.row).await?;
        }
        for row in self.segment_rows().await? {
            let segment = self.segment(&row)?;
            let key = Key::segment(&self.address.namespace, &self.id, self.direction, segment.n);
            self.client.delete(&self.address.table, &key).await?;
        }
        let others = [RETRIED, WISH, WISHED_BY, MAX_RCU, MAX_WCU];
        let forget = super::parameters::ATTRIBUTES.iter().chain(&others);
        let forget = forget.chain(&super::spooled::ATTRIBUTES);
        let update = forget.fold(Update::default(), |update, name| update.remove(*name));
        self.write(&self.control(), update, "#generation = :generation")
            .await
    }

    pub(super) async fn write(
        &self,
        key: &Key,
        update: Update,
        condition: &str,
    ) -> Result<(), Error> {
        let values = [(":generation", number(self.generation))];
        let update = update.when(condition, &["generation"], &values);
        match self
            .client
            .update_if(&self.address.table, key, update)
            .await?
        {
            Written::Done => Ok(()),
            Written::Refused => Err(lost(Lost::Taken)),
        }
    }

    pub(super) fn unreadable(&self, key: &Key, cause: Unreadable) -> Error {
        let (row, table) = (&key.sk, &self.address.table);
        let message = format!(
            "row {row} of the run of migration {} in table `{table}` cannot be read",
            self.id
        );
        Error::new(Code::UnreadableRow, message)
            .hint("nothing was written; a row that was edited by hand must be put right by hand")
            .caused_by(cause)
    }
}
