use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use dynamig::plan::DownSelection;
use dynamig::random::Random;
use dynamig::settings::Variables;
use dynamig::{DownOptions, Error, Migrator, Registry, Settings};
use dynamig_faults::{EFFECTS, Options};
use dynamig_harness::{Harness, Seen, create_table_by_id};

use super::disaster::Disaster;
use super::time::Time;
use crate::findings::Findings;

/// The migrations of a sweep: one creates a table, one takes steps, one ends in a transaction.
pub(super) const IDS: [&str; 3] = ["1_create_made", "3_take_two_steps", "4_commit"];

/// What is swept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    Up,
    Down,
}

/// Where the lock is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lock {
    InTheMetaTable,
    InATableOfItsOwn,
}

/// An engine in this process.
pub(super) struct Rig {
    pub(super) db: Harness,
    lock: Lock,
}

/// How a disturbed run ended.
pub(super) struct Disturbed {
    /// Its result; none where the process died.
    pub(super) result: Option<Result<(), Error>>,
    /// Whether the disaster happened at all.
    pub(super) struck: bool,
    /// The requests that it sent.
    pub(super) sent: Vec<Seen>,
}

impl Rig {
    pub(super) async fn new(lock: Lock) -> Self {
        let db = Harness::dynoxide();
        create_table_by_id(&db.client(), &db.table(EFFECTS)).await;
        Self { db, lock }
    }

    /// Another process, with its own clock.
    pub(super) fn process(&self, time: &Time) -> Migrator {
        let mut migrations = self.options().migrations().unwrap();
        migrations.retain(|one| IDS.contains(&one.id().to_string().as_str()));
        self.process_with(time, Registry::of(migrations).unwrap())
    }

    /// Another process, with its own clock and migrations.
    pub(super) fn process_with(&self, time: &Time, registry: Registry) -> Migrator {
        self.process_under(Duration::from_secs(2), time, registry)
    }

    /// Another process, with its own lease, clock and migrations.
    pub(super) fn process_under(
        &self,
        lease: Duration,
        time: &Time,
        registry: Registry,
    ) -> Migrator {
        static SEED: AtomicU64 = AtomicU64::new(0);
        let seed = SEED.fetch_add(1, Ordering::Relaxed);
        let settings = self.settings(&self.options()).with_lease(lease);
        Migrator::with_registry(self.db.client(), settings, registry)
            .with_clock(time.clock())
            .with_random(Random::seeded(seed))
    }

    fn options(&self) -> Options {
        let mut options = Options::new("http://127.0.0.1:1", "swept", self.db.prefix());
        options.pause = Duration::ZERO;
        options
    }

    fn settings(&self, options: &Options) -> Settings {
        let settings = options.settings(&Variables::default()).unwrap();
        match self.lock {
            Lock::InTheMetaTable => settings,
            Lock::InATableOfItsOwn => settings.with_lock_table("_locks"),
        }
    }

    /// Runs a command with a disaster at its `n`th request.
    pub(super) async fn disturb(&self, command: Command, disaster: Disaster, n: u64) -> Disturbed {
        let time = Time::new();
        let process = self.process(&time);
        let before = (self.db.faults().struck(), self.db.requests().len());
        disaster.plan(&self.db, n, &time);
        let dies = async {
            while !(disaster.is_death() && self.db.faults().struck() > before.0) {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        let result = tokio::select! {
            result = carry_out(&process, command) => Some(result),
            () = dies => None,
        };
        let struck = self.db.faults().struck() > before.0;
        self.db.faults().clear();
        let sent = self.db.requests().split_off(before.1);
        Disturbed {
            result,
            struck,
            sent,
        }
    }

    /// Runs a command, undisturbed, as another process.
    pub(super) async fn again(&self, command: Command) -> Result<(), Error> {
        carry_out(&self.process(&Time::new()), command).await
    }

    pub(super) async fn findings(&self) -> Findings {
        Findings::read(&self.process(&Time::new()), &self.db).await
    }
}

async fn carry_out(process: &Migrator, command: Command) -> Result<(), Error> {
    match command {
        Command::Up => process.up().await.map(drop),
        Command::Down => {
            let all = DownOptions::new(DownSelection::All);
            process.down(&all).await.map(drop)
        }
    }
}

impl fmt::Debug for Disturbed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.result {
            None => f.write_str("died")?,
            Some(Ok(())) => f.write_str("ended well")?,
            Some(Err(error)) => write!(f, "{}: {error}", error.code())?,
        }
        for (n, seen) in self.sent.iter().enumerate() {
            write!(
                f,
                "\n{:3} {} {}",
                n + 1,
                seen.operation,
                seen.tables.concat()
            )?;
        }
        Ok(())
    }
}
