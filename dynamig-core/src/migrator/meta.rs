use super::{Consent, Migrator};
use crate::error::{Code, Error};
use crate::meta::destroy;
use crate::plan::Hazard;

impl Migrator {
    /// Creates the meta table where it is missing, waits until it is active, and switches its point-in-time recovery on.
    ///
    /// # Errors
    /// What AWS refuses.
    ///
    /// # Cost
    /// CreateTable, DescribeTable until active, and UpdateContinuousBackups. Needs those three permissions.
    pub async fn create_meta_table(&self) -> Result<(), Error> {
        self.settings.check()?;
        self.ensure_meta_table().await?;
        self.switch_recovery_on(&self.control_client()).await
    }

    /// Deletes the meta table: the history of every namespace in it. Returns the tables that were deleted.
    ///
    /// # Errors
    /// [`Code::ConsentNeeded`] without consent to destroy; [`Code::LockHeld`] while this namespace's lock is held.
    ///
    /// # Cost
    /// A GetItem, and UpdateTable and DeleteTable for each table.
    pub async fn destroy_meta_table(&self, consent: Consent) -> Result<Vec<String>, Error> {
        if !consent.covers(Hazard::Destructive) {
            return Err(Error::new(
                Code::ConsentNeeded,
                format!(
                    "deleting `{}` loses the history of all its namespaces",
                    self.settings.meta_table_name()
                ),
            )
            .hint("add `--allow destructive`, and on a protected environment `--confirm ENV`"));
        }
        if let Some(lock) = self
            .store()
            .lock()
            .await?
            .filter(crate::lease::LockRecord::is_held)
        {
            return Err(Error::new(
                Code::LockHeld,
                format!(
                    "`{}` runs on {} (process {})",
                    lock.run, lock.host, lock.pid
                ),
            )
            .hint("wait for it; `lock show` tells more"));
        }
        destroy(&self.control_client(), &self.address()).await
    }
}
