use std::collections::{BTreeMap, BTreeSet, HashMap};

use aws_sdk_dynamodb::types::AttributeValue;
use dynamig::Migrator;
use dynamig::history::{History, LogRow, Status};
use dynamig::lease::LockRecord;
use dynamig_faults::{EFFECTS, Effects};
use dynamig_harness::Harness;

/// What can be found out after a run: what is recorded, and what was done.
#[derive(Debug)]
pub(crate) struct Findings {
    pub(crate) history: History,
    pub(crate) log: Vec<LogRow>,
    pub(crate) lock: LockRecord,
    pub(crate) effects: Effects,
}

impl Findings {
    pub(crate) async fn read(looker: &Migrator, db: &Harness) -> Self {
        Self {
            history: looker.read_history().await.unwrap(),
            log: looker.log().await.unwrap(),
            lock: looker.lock().await.unwrap().unwrap(),
            effects: Effects::read(&db.client(), &db.table(EFFECTS)).await,
        }
    }

    /// Asserts that exactly these are applied, in this order, and everything that says so agrees: nothing twice but
    /// what a death explains, nothing left out, nothing held.
    #[track_caller]
    pub(crate) fn assert_applied(&self, ids: &[&str]) {
        assert_eq!(self.ids(), ids);
        for (row, seq) in self.history.rows.iter().zip(1..) {
            let n = row.id.version();
            assert_eq!(row.status, Status::Applied, "{self:#?}");
            assert_eq!(row.seq, Some(seq), "{self:#?}");
            let attempts = usize::try_from(row.attempts).unwrap();
            let (start, end) = (self.count("start", n), self.count("end", n));
            assert!(start <= attempts, "{self:#?}");
            assert!((1..=start).contains(&end), "{self:#?}");
            assert_eq!(self.logged(n, "start"), attempts, "{self:#?}");
            assert_eq!(self.logged(n, "finish"), 1, "{self:#?}");
        }
        assert_eq!((self.effects.committed, self.count("end", 4)), (1, 1));
        for step in ["first step", "second step"] {
            assert!(self.count(step, 3) <= self.logged(3, "start"), "{self:#?}");
        }
        self.assert_consistent();
    }

    /// Asserts that every one of these functions began and ended exactly once.
    #[track_caller]
    pub(crate) fn assert_each_once(&self, ids: &[&str]) {
        assert_eq!(self.ids(), ids);
        for row in &self.history.rows {
            let n = row.id.version();
            let counts = (self.count("start", n), self.count("end", n));
            assert_eq!(counts, (1, 1), "{self:#?}");
        }
    }

    /// Asserts that these were undone, each once.
    #[track_caller]
    pub(crate) fn assert_reverted(&self, ids: &[&str]) {
        assert_eq!(self.ids(), ids);
        for row in &self.history.rows {
            let n = row.id.version();
            assert_eq!((&row.status, row.seq), (&Status::Reverted, None));
            let (start, end) = (self.count("down start", n), self.count("down end", n));
            assert!((1..=start).contains(&end), "{self:#?}");
            assert!(start <= self.logged(n, "start-down"), "{self:#?}");
            assert_eq!(self.logged(n, "finish-down"), 1, "{self:#?}");
        }
        self.assert_consistent();
    }

    /// Asserts that head, rows, log and lock agree with each other.
    #[track_caller]
    pub(crate) fn assert_consistent(&self) {
        let head = self.history.head.clone().unwrap();
        assert_eq!(head.digest, self.history.digest(), "{self:#?}");
        assert_eq!(head.unsettled, self.history.unsettled(), "{self:#?}");
        let changes = self.log.iter().filter(|row| row.migration.is_some());
        assert_eq!(head.counter, changes.count() as u64, "{self:#?}");
        assert!(!self.lock.is_held(), "{self:#?}");
        let generations = self.history.rows.iter().map(|row| row.generation);
        assert!(generations.max() <= Some(self.lock.generation), "{self:#?}");
    }

    fn ids(&self) -> Vec<String> {
        let ids = self.history.rows.iter().map(|row| row.id.to_string());
        ids.collect()
    }

    /// How often a migration said this.
    pub(crate) fn count(&self, what: &str, version: u64) -> usize {
        self.effects.count(&format!("{what} {version}"))
    }

    /// How often the log says that this was done to the migration of this version, whatever its name was.
    pub(crate) fn logged(&self, version: u64, command: &str) -> usize {
        let start = format!("{version}_");
        let says = |row: &&LogRow| {
            let id = row.migration.as_deref();
            id.is_some_and(|id| id.starts_with(&start)) && row.command == command
        };
        self.log.iter().filter(says).count()
    }
}

/// Every row of the meta table but the lock, as text.
pub(crate) async fn rows(db: &Harness) -> BTreeSet<String> {
    let scan = db.client().scan().table_name(db.table("_dynamig"));
    let items = scan.consistent_read(true).send().await.unwrap().items;
    let items = items.unwrap_or_default().into_iter();
    items
        .filter(|item| item["sk"].as_s().is_ok_and(|sk| sk != "lock"))
        .map(|item| sorted(&item))
        .collect()
}

/// A map as text, and so those in it: they come in no order.
fn sorted(map: &HashMap<String, AttributeValue>) -> String {
    let text = |value: &AttributeValue| match value {
        AttributeValue::M(map) => sorted(map),
        value => format!("{value:?}"),
    };
    let map: BTreeMap<_, _> = map
        .iter()
        .map(|(name, value)| (name, text(value)))
        .collect();
    format!("{map:?}")
}
