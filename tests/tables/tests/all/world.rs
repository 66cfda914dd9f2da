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
use dynamig::{
    Code, Consent, ContractOptions, Error, Migrator, Observe, Registry, RunReport, Settings,
    UpOptions,
};
use dynamig_harness::{Accepted, Access, Durations, Harness, Rejected, Seen, Strict};
use tokio::time::Instant;

/// An AWS of its own for one test.
pub(crate) struct World {
    pub(crate) db: Harness,
    engine: Engine,
}

/// How AWS words pauses that it wants between two changes.
const NOT_NOW: [&str; 5] = [
    "Time to live has been modified multiple times",
    "Table tags are being updated",
    "Resource policy is being updated",
    "Backups are being enabled",
    "Deletion protection setting",
];

/// What changes tables.
const CHANGES: [&str; 9] = [
    "CreateTable",
    "UpdateTable",
    "DeleteTable",
    "UpdateTimeToLive",
    "UpdateContinuousBackups",
    "TagResource",
    "UntagResource",
    "PutResourcePolicy",
    "DeleteResourcePolicy",
];

/// Runs a test on tokio's paused clock: nothing sleeps, and hours pass.
pub(crate) fn paused<T>(test: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build();
    runtime.unwrap().block_on(test)
}

impl World {
    /// With everything changing as on AWS, in a tenth of the time.
    pub(crate) fn new() -> Self {
        Self::with(Durations::default().scaled(0.1))
    }

    pub(crate) fn with(durations: Durations) -> Self {
        let law = Strict::new(dynamig_harness::Clock::tokio(), durations);
        Self {
            db: Harness::dynoxide().strict(law),
            engine: Engine::Aws,
        }
    }

    /// The embedded engine as it is: what it lacks is skipped.
    pub(crate) fn embedded() -> Self {
        Self {
            db: Harness::dynoxide(),
            engine: Engine::Embedded,
        }
    }

    pub(crate) fn client(&self) -> Client {
        self.db.client()
    }

    pub(crate) fn law(&self) -> &Strict {
        self.db.law()
    }

    /// Under the law they are those of AWS: nothing is left out that the engine lacks.
    pub(crate) fn settings(&self) -> Settings {
        Settings::new("shop")
            .unwrap()
            .with_engine(self.engine.clone())
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

    /// Runs `contract` as a process of its own, with everything agreed to.
    pub(crate) async fn contract(&self, table: &Declaration) -> Result<RunReport, Error> {
        let migrator = self.migrator([table.clone()]);
        migrator.contract(&all_of_it()).await
    }

    /// Runs `up` and `contract`, and both again where a budget of AWS's was spent, an hour later each time.
    pub(crate) async fn bring(&self, table: &Declaration) {
        let run = async || {
            self.up(table).await?;
            self.contract(table).await
        };
        loop {
            match run().await {
                Ok(_) => return,
                Err(error) if error.code() == Code::BudgetSpent => self.pass(60).await,
                Err(error) => panic!("{error:?}"),
            }
        }
    }

    /// Runs `up` and `contract` as a process that dies when its `n`th change of a table was carried out, before it
    /// hears so.
    pub(crate) async fn bring_and_die_at(&self, table: &Declaration, n: u64) {
        let name = self.db.table(table.name());
        let is_change =
            move |seen: &Seen| seen.access == Access::Write && seen.tables.contains(&name);
        let (faults, struck) = (self.db.faults(), self.db.faults().struck());
        faults.matching(is_change).nth(n).hang_after();
        let dies = async {
            while faults.struck() == struck {
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        };
        tokio::select! {
            () = self.bring(table) => {}
            () = dies => {}
        }
        faults.clear();
    }

    /// What was rejected, but for what AWS shows nowhere until it is asked.
    pub(crate) fn rejected(&self) -> Vec<Rejected> {
        let mut rejected = self.law().rejected();
        rejected.retain(|one| !NOT_NOW.iter().any(|text| one.message.contains(text)));
        rejected
    }

    /// Lets minutes pass.
    pub(crate) async fn pass(&self, minutes: u64) {
        tokio::time::sleep(Duration::from_secs(60 * minutes)).await;
    }

    /// What is left to do; what is held is for `contract`.
    pub(crate) async fn plan(&self, table: &Declaration) -> TablePlan {
        let migrator = self.migrator([table.clone()]);
        let plan = migrator.plan(&Selection::All).await.unwrap();
        plan.tables
    }

    /// How many changes of tables were sent so far.
    pub(crate) fn changes(&self) -> u64 {
        let counts = self.db.counts();
        CHANGES.iter().map(|operation| counts.of(operation)).sum()
    }

    /// The changes to a table that the law accepted so far.
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

/// `contract`, with everything agreed to. No engine of the tests makes backups.
pub(crate) fn all_of_it() -> ContractOptions {
    ContractOptions::new()
        .consent(Consent::Destructive)
        .no_backup("a test")
}
