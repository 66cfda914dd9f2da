use super::{Consent, Migrator};
use crate::error::{Code, Error};
use crate::history::{Change, Command};
use crate::migration::MigrationId;
use crate::plan::Hazard;

impl Migrator {
    /// Removes every row of this namespace's migrations, so that the environment is fresh again; runs nothing, and
    /// touches no table of the user's. The audit log stays, and tells of each row. Returns which.
    ///
    /// # Errors
    /// [`Code::WrongTarget`] on a protected environment; [`Code::ConsentNeeded`] without consent to destroy.
    ///
    /// # Cost
    /// The lease, and one transaction a row.
    pub async fn forget_namespace(&self, consent: Consent) -> Result<Vec<MigrationId>, Error> {
        if self.settings.is_protected() {
            return Err(Error::new(
                Code::WrongTarget,
                "the history of a protected environment is not forgotten as a whole",
            )
            .hint("`mark ID forgotten` removes one row"));
        }
        if !consent.covers(Hazard::Destructive) {
            return Err(Error::new(
                Code::ConsentNeeded,
                format!(
                    "forgetting the history of namespace `{}` needs consent",
                    self.settings.namespace()
                ),
            )
            .hint("pass `Consent::Destructive`"));
        }
        if self.history().await?.rows.is_empty() {
            return Ok(Vec::new());
        }
        self.exclusively("fresh", async |session| {
            let mut journal = session.journal.lock().await;
            let ids: Vec<MigrationId> = journal
                .history()
                .rows
                .iter()
                .map(|row| row.id.clone())
                .collect();
            for id in &ids {
                let change = Change::new(Command::MarkForgotten, journal.row(id));
                journal
                    .write(change.because(Some("fresh".to_owned())))
                    .await?;
            }
            Ok(ids)
        })
        .await
    }
}
