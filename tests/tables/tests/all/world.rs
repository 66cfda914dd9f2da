//! What the tests are given: an engine under AWS's law, on a clock that runs as fast as the machine.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use aws_sdk_dynamodb::Client;
use dynamig::clock::Clock;
use dynamig::plan::Selection;
use dynamig::plan::tables::TablePlan;
use dynamig::random::Random;
use dynamig::settings::Engine;
use dynamig::table::Declaration;
use dynamig::{Code, Consent, Error, Migrator, Observe, Registry, RunReport, Settings, UpOptions};
use dynamig_harness::{Accepted, Durations, Harness, Strict};
use tokio::time::Instant;

/// An AWS of its own for one test.
pub(crate) struct World {
    pub(crate) db: Harness,
}

/// Runs a test on tokio's paused clock: nothing sleeps, and hours pass.
pub(crate) fn paused<T>(test: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build();
    runtime.unwrap().block_on(test)
}

impl World {
    /// With everything taking the time that AWS takes.
    pub(crate) fn new() -> Self {
        Self::with(Durations::default())
    }

    pub(crate) fn with(durations: Durations) -> Self {
        let law = Strict::new(dynamig_harness::Clock::tokio(), durations);
        Self {
            db: Harness::dynoxide().strict(law),
        }
    }

    pub(crate) fn client(&self) -> Client {
        self.db.client()
    }

    pub(crate) fn law(&self) -> &Strict {
        self.db.law()
    }

    /// Those of AWS: nothing is left out that an engine lacks.
    pub(crate) fn settings(&self) -> Settings {
        Settings::new("shop")
            .unwrap()
            .with_engine(Engine::Aws)
            .with_environment("prod")
            .with_table_prefix(self.db.prefix())
            .with_lease(Duration::from_secs(60))
    }

    /// Another process.
    pub(crate) fn migrator(&self, tables: impl IntoIterator<Item = Declaration>) -> Migrator {
        self.migrator_with(self.settings(), tables)
    }

    pub(crate) fn migrator_with(
        &self,
        settings: Settings,
        tables: impl IntoIterator<Item = Declaration>,
    ) -> Migrator {
        static SEED: AtomicU64 = AtomicU64::new(0);
        let registry = Registry::of_tables(tables).unwrap();
        let (began, base) = (Instant::now(), SystemTime::now());
        let clock = Clock::new(move || began.elapsed(), move || base + began.elapsed());
        Migrator::with_registry(self.client(), settings, registry)
            .with_clock(clock)
            .with_random(Random::seeded(SEED.fetch_add(1, Ordering::Relaxed)))
    }

    /// Runs `up` as a process of its own, with everything agreed to.
    pub(crate) async fn up(&self, table: &Declaration) -> Result<RunReport, Error> {
        let migrator = self.migrator([table.clone()]);
        migrator.up_with(&everything()).await
    }

    /// Runs `up`, and again where a budget of AWS's was spent, an hour later each time.
    pub(crate) async fn bring(&self, table: &Declaration) {
        loop {
            match self.up(table).await {
                Ok(_) => return,
                Err(error) if error.code() == Code::BudgetSpent => self.pass(60).await,
                Err(error) => panic!("{error:?}"),
            }
        }
    }

    /// Lets minutes pass.
    pub(crate) async fn pass(&self, minutes: u64) {
        tokio::time::sleep(Duration::from_secs(60 * minutes)).await;
    }

    /// What is left to do.
    pub(crate) async fn plan(&self, table: &Declaration) -> TablePlan {
        let migrator = self.migrator([table.clone()]);
        let plan = migrator.plan(&Selection::All).await.unwrap();
        plan.tables
    }

    /// The changes to a table that were accepted so far.
    pub(crate) fn accepted(&self, table: &str) -> Vec<Accepted> {
        self.law().accepted(&self.db.table(table))
    }
}

/// `up` that looks, and that everything is agreed to of.
pub(crate) fn everything() -> UpOptions {
    UpOptions::new()
        .observe(Observe::Always)
        .consent(Consent::Destructive)
}
