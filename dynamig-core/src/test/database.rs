use aws_sdk_dynamodb::Client;

use crate::error::{Code, Error};
use crate::history::Status;
use crate::migration::IsMigration;
use crate::migrator::{Consent, Mark, Migrator, RunReport, UpOptions};
use crate::plan::{ItemRuns, Selection};
use crate::settings::{Engine, Settings};

/// The database of one test, on an engine in the test's own process.
///
/// Its environment is called `test`, its namespace too, and its tables have their logical names.
#[derive(Debug)]
pub struct Database {
    client: Client,
    migrator: Migrator,
}

impl Database {
    pub(super) fn over(client: Client) -> Result<Self, Error> {
        let settings = Settings::new("test")?
            .with_environment("test")
            .with_engine(Engine::Embedded);
        let migrator = Migrator::new(client.clone(), settings)?;
        Ok(Self { client, migrator })
    }

    /// A client of the engine, for the test and for the code under test.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Plans and runs the migrations that the test's program links.
    #[must_use]
    pub fn migrator(&self) -> &Migrator {
        &self.migrator
    }

    /// The real name of a table, from its logical name.
    #[must_use]
    pub fn table(&self, logical: &str) -> String {
        self.migrator.settings().real_name(logical)
    }

    /// Applies everything that is pending, item migrations too.
    ///
    /// # Errors
    /// As [`Migrator::up`].
    pub async fn up(&self) -> Result<RunReport, Error> {
        let everything = UpOptions::new().items(ItemRuns::Run);
        self.migrator.up_with(&everything).await
    }

    /// Applies everything that is older than a migration, item migrations too: the world that it will find.
    ///
    /// # Errors
    /// As [`Migrator::up`].
    pub async fn up_before<M: IsMigration>(&self) -> Result<RunReport, Error> {
        let before = Selection::Before(M::ID.to_owned());
        let before = UpOptions::new().items(ItemRuns::Run).select(before);
        self.migrator.up_with(&before).await
    }

    /// Runs a migration alone, also where it is applied already: calling it twice shows whether it may run again from
    /// its start, as it would after a crash.
    ///
    /// # Errors
    /// As [`Migrator::run_only`].
    pub async fn run<M: IsMigration>(&self) -> Result<RunReport, Error> {
        let row = self
            .migrator
            .read_history()
            .await?
            .row(&M::ID.parse()?)
            .map(|row| row.status.clone());
        if row.as_ref().is_some_and(Status::is_settled) {
            let reason = Some("the test runs it again".to_owned());
            self.migrator
                .mark(M::ID, Mark::Reverted, reason, Consent::Destructive)
                .await?;
        }
        let report = self.migrator.run_only(M::ID, &UpOptions::new()).await?;
        if report.done.is_empty() {
            return Err(Error::new(
                Code::Internal,
                format!("migration {} was not run", M::ID),
            ));
        }
        Ok(report)
    }
}
