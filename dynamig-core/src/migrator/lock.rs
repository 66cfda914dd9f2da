use aws_sdk_dynamodb::types::{Put, TransactWriteItem};

use super::Migrator;
use crate::error::{Code, Error};
use crate::history::LogRow;
use crate::lease::LockRecord;
use crate::meta::{Item, Key, Transacted, Update, number, text};

impl Migrator {
    /// Takes the lock from a holder by force, without waiting its lease out. Whoever takes it next waits one lease
    /// and one attempt before it changes anything: the holder may still be at work.
    ///
    /// `owner` is the acquisition that is meant, as `lock show` prints it: a lock that went on to another is left
    /// alone.
    ///
    /// # Errors
    /// [`Code::LockMoved`] where that acquisition does not hold the lock.
    ///
    /// # Cost
    /// A GetItem and a TransactWriteItems of two rows.
    pub async fn release_lock(
        &self,
        owner: &str,
        reason: Option<String>,
    ) -> Result<LockRecord, Error> {
        let store = self.store();
        let moved = || {
            Error::new(
                Code::LockMoved,
                format!("the lock is not held by `{owner}`"),
            )
            .hint("`lock show` says who holds it")
        };
        let held = store
            .lock()
            .await?
            .filter(|lock| lock.owner.as_deref() == Some(owner))
            .ok_or_else(moved)?;
        let actions = self.forced_release(&held, reason).map_err(|cause| {
            Error::new(
                Code::Internal,
                "a request of dynamig's own could not be built",
            )
            .caused_by(cause)
        })?;
        let table = &store.address().lock_table;
        match store
            .client()
            .transact(table, &self.random.name(), actions)
            .await?
        {
            Transacted::Done => Ok(held),
            Transacted::Cancelled(_) => Err(moved()),
            Transacted::Again(error) => Err(error),
        }
    }

    fn forced_release(
        &self,
        held: &LockRecord,
        reason: Option<String>,
    ) -> Result<Vec<TransactWriteItem>, aws_sdk_dynamodb::error::BuildError> {
        let address = self.address();
        // A holder that was itself still waiting for an earlier one passes that wait on.
        let silence = held
            .forced
            .map_or(held.lease, |earlier| earlier.max(held.lease));
        let set = Item::from([
            ("version".to_owned(), text(self.random.name())),
            ("forced_ms".to_owned(), number(silence.as_millis())),
        ]);
        let owner = held.owner.clone().unwrap_or_default();
        let update = Update::set(set).remove("owner").when(
            "#owner = :owner",
            &["owner"],
            &[(":owner", text(owner))],
        );
        let log = LogRow {
            reason,
            ..LogRow::new(&self.identity, self.clock.timestamp(), "lock-release")
        };
        let mut item = Key::log_outside(&address.namespace, held.generation, "lock-release").item();
        item.extend(log.attributes());
        let put = Put::builder()
            .table_name(&address.table)
            .set_item(Some(item))
            .build()?;
        let action = TransactWriteItem::builder;
        Ok(vec![
            action()
                .update(update.action(&address.lock_table, &address.lock_key())?)
                .build(),
            action().put(put).build(),
        ])
    }
}
