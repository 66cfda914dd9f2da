use std::collections::BTreeSet;
use std::time::Duration;

use dynamig::history::History;
use dynamig::settings::Variables;
use dynamig::{Migrator, Registry};
use dynamig_faults::{EFFECTS, Effects, Options, Release};
use dynamig_harness::{Harness, Loopback, Seen, create_table_by_id};

use crate::findings::{Findings, rows};
use crate::process::Process;

/// The lease of all processes, unless a test says otherwise.
pub(crate) const LEASE: Duration = Duration::from_secs(2);

/// An empty database, served to processes and looked at from here.
pub(crate) struct Scene {
    pub(crate) db: Harness,
    served: Loopback,
    runtime: tokio::runtime::Runtime,
}

/// How often a random test is repeated: `DYNAMIG_TEST_ROUNDS`, or a few times.
pub(crate) fn rounds() -> u64 {
    let given = std::env::var("DYNAMIG_TEST_ROUNDS");
    given.map_or(5, |text| text.parse().unwrap())
}

impl Scene {
    /// An empty database but for the table of the effects.
    pub(crate) fn new() -> Self {
        Self::of(Harness::dynoxide())
    }

    /// The same on the engine that `DYNAMIG_TEST_ENDPOINT` names, where it does.
    pub(crate) fn on_any_engine() -> Self {
        Self::of(Harness::from_env())
    }

    fn of(db: Harness) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(create_table_by_id(&db.client(), &db.table(EFFECTS)));
        let served = db.serve();
        Self {
            db,
            served,
            runtime,
        }
    }

    /// What a process called `name` is told, unless a test says otherwise.
    pub(crate) fn options(&self, name: &str) -> Options {
        Options::new(self.served.url(), name, self.db.prefix())
    }

    /// Starts a process.
    pub(crate) fn start(&self, options: &Options) -> Process {
        self.start_with(options, &[])
    }

    /// Starts a process with more variables.
    pub(crate) fn start_with(&self, options: &Options, variables: &[(&str, &str)]) -> Process {
        let mut all = vec![("DYNAMIG_LEASE", "2s")];
        all.extend(variables);
        Process::start(options, &all)
    }

    /// Somebody who looks, from this process.
    pub(crate) fn migrator(&self, options: &Options) -> Migrator {
        let settings = options.settings(&Variables::default()).unwrap();
        let registry =
            Registry::of_except(options.migrations().unwrap(), settings.foreign_packages());
        Migrator::with_registry(self.db.client(), settings, registry.unwrap())
    }

    /// Waits for an answer.
    pub(crate) fn wait<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }

    /// What the migrations left behind.
    pub(crate) fn effects(&self) -> Effects {
        let table = self.db.table(EFFECTS);
        self.wait(Effects::read(&self.db.client(), &table))
    }

    /// What is recorded.
    pub(crate) fn history(&self) -> History {
        let looker = self.migrator(&self.options("looker"));
        self.wait(looker.read_history()).unwrap()
    }

    /// Every row of the meta table but the lock, as text.
    pub(crate) fn rows(&self) -> BTreeSet<String> {
        self.wait(rows(&self.db))
    }

    /// The requests that a process sent.
    pub(crate) fn requests_of(&self, name: &str) -> Vec<Seen> {
        let mut requests = self.db.requests();
        requests.retain(|seen| seen.sender.as_deref() == Some(name));
        requests
    }

    /// All that can be found out.
    pub(crate) fn findings(&self) -> Findings {
        let looker = self.migrator(&self.options("looker"));
        self.wait(Findings::read(&looker, &self.db))
    }

    /// Asserts that today's chain is applied and everything that says so agrees, however many processes died on the
    /// way: nothing twice but what a death explains, nothing left out, nothing held.
    #[track_caller]
    pub(crate) fn assert_complete(&self) {
        self.findings().assert_applied(Release::New.ids());
    }

    /// Frees a lock that a dead process has left and that nobody needs any more.
    pub(crate) fn free_the_lock(&self) {
        let looker = self.migrator(&self.options("looker"));
        self.wait(async {
            let left = looker.lock().await.unwrap().and_then(|lock| lock.owner);
            if let Some(owner) = left {
                looker.release_lock(&owner, None).await.unwrap();
            }
        });
    }

    /// Asserts that head, rows, log and lock agree with each other.
    #[track_caller]
    pub(crate) fn assert_consistent(&self) {
        self.findings().assert_consistent();
    }

    /// Asserts that every function of the chain began and ended exactly once.
    #[track_caller]
    pub(crate) fn assert_each_once(&self) {
        let findings = self.findings();
        findings.assert_applied(Release::New.ids());
        findings.assert_each_once(Release::New.ids());
    }
}
