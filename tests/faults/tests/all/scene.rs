use std::collections::BTreeSet;
use std::time::Duration;

use dynamig::history::{History, LogRow, Status};
use dynamig::settings::Variables;
use dynamig::{Migrator, Registry};
use dynamig_faults::{EFFECTS, Effects, Options, Release};
use dynamig_harness::{Harness, Loopback, Seen, create_table_by_id};

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
        let db = Harness::dynoxide();
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

    /// The audit log.
    pub(crate) fn log(&self) -> Vec<LogRow> {
        let looker = self.migrator(&self.options("looker"));
        self.wait(looker.log()).unwrap()
    }

    /// Every row of the meta table but the lock, as text.
    pub(crate) fn rows(&self) -> BTreeSet<String> {
        let table = self.db.table("_dynamig");
        let scan = self.db.client().scan().table_name(table);
        let items = self.wait(scan.consistent_read(true).send()).unwrap().items;
        let items = items.unwrap_or_default().into_iter();
        let sorted = |item: std::collections::HashMap<String, _>| {
            let item: std::collections::BTreeMap<_, _> = item.into_iter().collect();
            format!("{item:?}")
        };
        items
            .filter(|item| item["sk"].as_s().is_ok_and(|sk| sk != "lock"))
            .map(sorted)
            .collect()
    }

    /// The requests that a process sent.
    pub(crate) fn requests_of(&self, name: &str) -> Vec<Seen> {
        let mut requests = self.db.requests();
        requests.retain(|seen| seen.sender.as_deref() == Some(name));
        requests
    }

    /// Asserts that today's chain is applied and everything that says so agrees, however many processes died on the
    /// way: nothing twice but what a death explains, nothing left out, nothing held.
    #[track_caller]
    pub(crate) fn assert_complete(&self) {
        let (history, log, effects) = (self.history(), self.log(), self.effects());
        let ids: Vec<_> = history.rows.iter().map(|row| row.id.to_string()).collect();
        assert_eq!(ids, Release::New.ids());
        for (row, n) in history.rows.iter().zip(1..) {
            assert_eq!(row.status, Status::Applied, "{}", row.id);
            assert_eq!(row.seq, Some(n), "{}", row.id);
            let (start, end) = (format!("start {n}"), format!("end {n}"));
            let attempts = usize::try_from(row.attempts).unwrap();
            assert!(effects.count(&start) <= attempts, "{}: {effects:?}", row.id);
            assert!(effects.count(&end) >= 1, "{}: {effects:?}", row.id);
            assert!(effects.count(&end) <= effects.count(&start), "{effects:?}");
            assert_eq!(logged(&log, n, "start"), attempts);
            assert_eq!(logged(&log, n, "finish"), 1);
        }
        assert_eq!((effects.committed, effects.count("end 4")), (1, 1));
        self.assert_consistent();
    }

    /// Asserts that head, rows, log and lock agree with each other.
    #[track_caller]
    pub(crate) fn assert_consistent(&self) {
        let (history, log) = (self.history(), self.log());
        let head = history.head.clone().unwrap();
        assert_eq!(head.digest, history.digest());
        assert_eq!(head.unsettled, history.unsettled());
        let changes = log.iter().filter(|row| row.migration.is_some()).count();
        assert_eq!(head.counter, u64::try_from(changes).unwrap(), "{log:#?}");
        let looker = self.migrator(&self.options("looker"));
        let lock = self.wait(looker.lock()).unwrap().unwrap();
        assert!(!lock.is_held(), "{lock:?}");
        let generations = history.rows.iter().map(|row| row.generation);
        assert!(generations.max() <= Some(lock.generation), "{lock:?}");
    }

    /// Asserts that every function began and ended exactly once.
    #[track_caller]
    pub(crate) fn assert_each_once(&self) {
        self.assert_complete();
        let effects = self.effects();
        for n in 1..=5 {
            assert_eq!(effects.count(&format!("start {n}")), 1, "{effects:?}");
            assert_eq!(effects.count(&format!("end {n}")), 1, "{effects:?}");
        }
        assert_eq!(effects.count("write 2"), 3);
    }
}

/// How often the log says that this was done to the migration of this version, whatever its name was.
fn logged(log: &[LogRow], version: u64, command: &str) -> usize {
    let start = format!("{version}_");
    let says = |row: &&LogRow| {
        let id = row.migration.as_deref();
        id.is_some_and(|id| id.starts_with(&start)) && row.command == command
    };
    log.iter().filter(says).count()
}
