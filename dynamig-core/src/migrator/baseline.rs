use super::Migrator;
use super::mark::accepted;
use crate::error::Error;
use crate::history::{Change, Command, History, MigrationRow};
use crate::migration::MigrationId;
use crate::plan::{self, Action, Plan, Selection};

impl Migrator {
    /// Records pending migrations as baselined, without running them: for an environment that already is as they
    /// would make it. Returns which.
    ///
    /// # Errors
    /// What [`plan`](Self::plan) refuses for the same selection.
    ///
    /// # Cost
    /// The lease, and one transaction a migration.
    pub async fn baseline(&self, selection: &Selection) -> Result<Vec<MigrationId>, Error> {
        if adoptable(&self.plan_of(&self.history().await?, selection)?).is_empty() {
            return Ok(Vec::new());
        }
        self.exclusively("baseline", async |session| {
            let mut journal = session.journal.lock().await;
            let ids = adoptable(&self.plan_of(journal.history(), selection)?);
            for id in &ids {
                let row = match self.registry.get(&id.to_string()) {
                    Some(migration) => accepted(migration, journal.row(id)),
                    None => journal.row(id),
                };
                let row = MigrationRow {
                    finished_at: Some(journal.timestamp()),
                    applied_by: Some(self.identity.label()),
                    ..row
                };
                journal.write(Change::new(Command::Baseline, row)).await?;
            }
            Ok(ids)
        })
        .await
    }

    fn plan_of(&self, history: &History, selection: &Selection) -> Result<Plan, Error> {
        plan::up(&self.registry, history, &self.target(), selection)
    }
}

/// The migrations that a plan would run or skip.
fn adoptable(plan: &Plan) -> Vec<MigrationId> {
    let runs = plan
        .steps
        .iter()
        .filter(|step| matches!(step.action, Action::Apply | Action::Skip(_)));
    runs.map(|step| step.id.clone()).collect()
}
