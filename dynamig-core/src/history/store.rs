use std::sync::Arc;

use super::codec::{read_head, read_row};
use super::table_codec::read_table_row;
use super::{Head, History, LogRow, MigrationRow};
use crate::error::{Code, Error};
use crate::lease::{Guard, LockRecord};
use crate::meta::{Item, Key, MetaAddress, MetaClient, SK, Unreadable, reader};
use crate::migration::MigrationId;

/// The rows of a namespace in the meta table.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    pub(super) client: MetaClient,
    pub(super) address: MetaAddress,
}

/// What one reading of a namespace found.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) history: History,
    pub(crate) lock: Option<LockRecord>,
    /// The highest generation that any row carries.
    pub(crate) generation: u64,
}

impl Store {
    pub(crate) fn new(client: MetaClient, address: MetaAddress) -> Self {
        Self { client, address }
    }

    /// The same rows, for what is done under a lease.
    pub(crate) fn under(&self, guard: &Arc<Guard>) -> Self {
        Self {
            client: self.client.under(guard),
            address: self.address.clone(),
        }
    }

    pub(crate) fn address(&self) -> &MetaAddress {
        &self.address
    }

    pub(crate) fn client(&self) -> &MetaClient {
        &self.client
    }

    /// Reads the summary alone. One GetItem.
    pub(crate) async fn head(&self) -> Result<Option<Head>, Error> {
        let key = Key::head(&self.address.namespace);
        let row = self.client.get(&self.address.table, &key).await?;
        row.map(|row| read_head(&row).map_err(|cause| self.unreadable(&key.sk, cause)))
            .transpose()
    }

    /// Reads the row of one migration. One GetItem.
    pub(crate) async fn row(&self, id: &MigrationId) -> Result<Option<MigrationRow>, Error> {
        let key = Key::migration(&self.address.namespace, id);
        let row = self.client.get(&self.address.table, &key).await?;
        row.map(|row| read_row(id.clone(), &row).map_err(|cause| self.unreadable(&key.sk, cause)))
            .transpose()
    }

    /// Reads the lock. One GetItem.
    pub(crate) async fn lock(&self) -> Result<Option<LockRecord>, Error> {
        let key = self.address.lock_key();
        let row = self.client.get(&self.address.lock_table, &key).await?;
        row.map(|row| LockRecord::read(&row).map_err(|cause| self.unreadable(&key.sk, cause)))
            .transpose()
    }

    /// Reads everything that is known of the namespace. A Query a megabyte, and a GetItem where the lock has a table
    /// of its own.
    pub(crate) async fn read(&self) -> Result<Reading, Error> {
        let mut reading = Reading::default();
        for item in self
            .client
            .query(&self.address.table, &self.address.namespace)
            .await?
        {
            self.take(&mut reading, &item)?;
        }
        if self.address.lock_table != self.address.table {
            reading.lock = match self.lock().await {
                // The history tells what it knows without it; whoever wants the lock creates its table.
                Err(error) if error.code() == Code::MetaTableMissing => None,
                lock => lock?,
            };
        }
        let locked = reading.lock.as_ref().map_or(0, |lock| lock.generation);
        reading.generation = reading.generation.max(locked);
        Ok(reading)
    }

    fn take(&self, reading: &mut Reading, item: &Item) -> Result<(), Error> {
        let sk = reader(item)
            .text(SK)
            .map_err(|cause| self.unreadable("?", cause))?
            .to_owned();
        let unreadable = |cause| self.unreadable(&sk, cause);
        if let Some(generation) = reader(item)
            .optional_number("generation")
            .map_err(unreadable)?
        {
            reading.generation = reading.generation.max(generation);
        }
        if let Some(id) = Key::migration_id(&sk) {
            reading
                .history
                .set(read_row(id?, item).map_err(unreadable)?);
        } else if let Some(name) = Key::table_name(&sk) {
            let row = read_table_row(name, item).map_err(unreadable)?;
            reading.history.tables.insert(name.to_owned(), row);
        } else if sk == "head" {
            reading.history.head = Some(read_head(item).map_err(unreadable)?);
        } else if sk == "lock" {
            reading.lock = Some(LockRecord::read(item).map_err(unreadable)?);
        } else {
            // Rows of kinds that came with a later release: theirs alone.
            tracing::debug!(
                row = sk,
                "a row of a kind that this release does not know was left alone"
            );
        }
        Ok(())
    }

    /// Reads the audit log, oldest first. A Query a megabyte.
    pub(crate) async fn log(&self) -> Result<Vec<LogRow>, Error> {
        let partition = Key::log_partition(&self.address.namespace);
        let items = self.client.query(&self.address.table, &partition).await?;
        items
            .iter()
            .map(|item| LogRow::read(item).map_err(|cause| self.unreadable("of the log", cause)))
            .collect()
    }

    pub(super) fn unreadable(&self, row: &str, cause: Unreadable) -> Error {
        let MetaAddress {
            table, namespace, ..
        } = &self.address;
        Error::new(
            Code::UnreadableRow,
            format!("row {row} of namespace `{namespace}` in table `{table}` cannot be read"),
        )
        .hint("nothing was written; a row that was edited by hand must be put right by hand")
        .caused_by(cause)
    }
}
