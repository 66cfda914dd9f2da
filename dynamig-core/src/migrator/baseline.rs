use super::record_options::check_agreed;
use super::{BaselineOptions, Migrator};
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
    /// [`Code::PlanChanged`](crate::Code::PlanChanged) where one would be recorded that nobody agreed to.
    ///
    /// # Cost
    /// The lease, and one transaction a migration.
    pub async fn baseline(&self, options: &BaselineOptions) -> Result<Vec<MigrationId>, Error> {
        let (selection, agreed) = (&options.selection, options.agreed.as_deref());
        let adopted = self.adopted(&self.history().await?, selection)?;
        check_agreed(&adopted, agreed)?;
        if adopted.is_empty() {
            return Ok(Vec::new());
        }
        self.exclusively("baseline", async |session| {
            let mut journal = session.journal.lock().await;
            let adopted = self.adopted(journal.history(), selection)?;
            check_agreed(&adopted, agreed)?;
            for migration in &adopted {
                let (row, from) = journal.linked_row(migration);
                let row = MigrationRow {
                    seq: Some(journal.history().next_seq()),
                    finished_at: Some(journal.timestamp()),
                    applied_by: Some(self.identity.label()),
                    ..row
                };
                let change = Change::new(Command::Baseline, row).moved_from(from);
                journal.write(change).await?;
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
