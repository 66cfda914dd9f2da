use super::Migrator;
use super::mark::accepted;
use crate::error::Error;
use crate::history::{Change, Command, History, MigrationRow};
use crate::migration::{Migration, MigrationId};
use crate::plan::{self, Selection};

impl Migrator {
    /// Records pending migrations as baselined, without running them: for an environment that already is as they
    /// would make it. Returns which.
    ///
    /// # Errors
    /// What [`plan::baseline`] refuses: a migration that was started here, or that would lack what it depends on.
    ///
    /// # Cost
    /// The lease, and one transaction a migration.
    pub async fn baseline(&self, selection: &Selection) -> Result<Vec<MigrationId>, Error> {
        if self.adopted(&self.history().await?, selection)?.is_empty() {
            return Ok(Vec::new());
        }
        self.exclusively("baseline", async |session| {
            let mut journal = session.journal.lock().await;
            let adopted = self.adopted(journal.history(), selection)?;
            for migration in &adopted {
                let row = MigrationRow {
                    seq: Some(journal.history().next_seq()),
                    finished_at: Some(journal.timestamp()),
                    applied_by: Some(self.identity.label()),
                    ..accepted(migration, journal.row(migration.id()))
                };
                journal.write(Change::new(Command::Baseline, row)).await?;
            }
            Ok(adopted.iter().map(|one| one.id().clone()).collect())
        })
        .await
    }

    /// What [`baseline`](Self::baseline) would record now.
    ///
    /// # Errors
    /// As [`baseline`](Self::baseline).
    ///
    /// # Cost
    /// A Query of the namespace, a read unit for each 4 KB of its history.
    pub async fn plan_baseline(&self, selection: &Selection) -> Result<Vec<MigrationId>, Error> {
        let adopted = self.adopted(&self.history().await?, selection)?;
        Ok(adopted.iter().map(|one| one.id().clone()).collect())
    }

    fn adopted(&self, history: &History, selection: &Selection) -> Result<Vec<Migration>, Error> {
        plan::baseline(&self.registry, history, &self.target(), selection)
    }
}
