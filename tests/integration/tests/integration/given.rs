//! What the tests are given: a database, migrations that write down that they ran, and migrators over them.

use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamig::history::{MigrationRow, Status};
use dynamig::migration::MigrationBuilder;
use dynamig::settings::{Engine, Protection};
use dynamig::{BoxError, Event, Migration, Migrator, Registry, Settings};
use dynamig_harness::{Clock, Durations, Harness, Strict};

/// A database of its own for one test.
pub(crate) struct World {
    pub(crate) db: Harness,
    pub(crate) ran: Ran,
    engine: Engine,
}

/// What ran, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ran(Arc<Mutex<Vec<String>>>);

impl Ran {
    pub(crate) fn push(&self, what: impl Into<String>) {
        self.0.lock().unwrap().push(what.into());
    }

    /// What ran since the last call.
    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl World {
    pub(crate) fn new() -> Self {
        Self {
            db: Harness::from_env(),
            ran: Ran::default(),
            engine: engine(),
        }
    }

    /// On the engine inside this process, whichever the run chose: for a paused clock, which no other engine knows of, and
    /// for what is done over and over.
    pub(crate) fn in_process() -> Self {
        Self {
            db: Harness::dynoxide(),
            ran: Ran::default(),
            engine: Engine::Embedded,
        }
    }

    /// In this process, under AWS's own law, in tokio's time.
    pub(crate) fn under_the_law() -> Self {
        let law = Strict::new(Clock::tokio(), Durations::default());
        Self {
            db: Harness::dynoxide().strict(law),
            ran: Ran::default(),
            engine: Engine::Aws,
        }
    }

    pub(crate) fn client(&self) -> Client {
        self.db.client()
    }

    /// The settings of a namespace `shop` with a prefix of the test's own.
    pub(crate) fn settings(&self) -> Settings {
        Settings::new("shop")
            .unwrap()
            .with_engine(self.engine.clone())
            .with_table_prefix(self.db.prefix())
            .with_lease(std::time::Duration::from_secs(2))
    }

    /// A protected environment.
    pub(crate) fn protected(&self) -> Settings {
        self.settings()
            .with_protection(Protection::Protected)
            .with_environment("prod")
    }

    pub(crate) fn migrator(&self, migrations: impl IntoIterator<Item = Migration>) -> Migrator {
        self.migrator_with(self.settings(), migrations)
    }

    pub(crate) fn migrator_with(
        &self,
        settings: Settings,
        migrations: impl IntoIterator<Item = Migration>,
    ) -> Migrator {
        Migrator::with_registry(self.client(), settings, Registry::of(migrations).unwrap())
    }

    /// A migration that writes down `up NAME` and `down NAME`, and does nothing else.
    pub(crate) fn noting(&self, version: u64, name: &str) -> MigrationBuilder {
        let (up, down) = (self.ran.clone(), self.ran.clone());
        let (up_name, down_name) = (format!("up {name}"), format!("down {name}"));
        Migration::builder(version, name)
            .fingerprint(format!("1:{name}"))
            .up(move |_| {
                up.push(up_name.clone());
                async { Ok::<_, BoxError>(()) }
            })
            .down(move |_| {
                down.push(down_name.clone());
                async { Ok::<_, BoxError>(()) }
            })
    }

    pub(crate) fn migration(&self, version: u64, name: &str) -> Migration {
        self.noting(version, name).build().unwrap()
    }

    /// Three migrations: `a`, `b` that depends on `a`, and `c`.
    pub(crate) fn three(&self) -> Vec<Migration> {
        vec![
            self.migration(1, "a"),
            self.noting(2, "b").depends_on("1_a").build().unwrap(),
            self.migration(3, "c"),
        ]
    }

    /// A migration that fails while the switch says so, and runs otherwise.
    pub(crate) fn failing(&self, version: u64, name: &str, fails: &Switch) -> MigrationBuilder {
        let (ran, fails, text) = (self.ran.clone(), fails.clone(), format!("up {name}"));
        self.noting(version, name).up(move |_| {
            ran.push(text.clone());
            let fails = fails.is_on();
            async move {
                if fails {
                    Err::<(), BoxError>("no luck".into())
                } else {
                    Ok(())
                }
            }
        })
    }

    /// The real name of the meta table.
    pub(crate) fn meta(&self) -> String {
        self.db.table("_dynamig")
    }

    /// One row of the meta table.
    pub(crate) async fn row(
        &self,
        pk: &str,
        sk: &str,
    ) -> Option<std::collections::HashMap<String, AttributeValue>> {
        let get = self
            .client()
            .get_item()
            .table_name(self.meta())
            .consistent_read(true);
        get.key("pk", s(pk))
            .key("sk", s(sk))
            .send()
            .await
            .unwrap()
            .item
    }

    /// Writes a row of the meta table as it is given.
    pub(crate) async fn put_row(&self, row: std::collections::HashMap<String, AttributeValue>) {
        self.client()
            .put_item()
            .table_name(self.meta())
            .set_item(Some(row))
            .send()
            .await
            .unwrap();
    }
}

/// The engine that [`Harness::from_env`] takes.
fn engine() -> Engine {
    match std::env::var("DYNAMIG_TEST_ENDPOINT") {
        Ok(url) if !url.is_empty() => Engine::Endpoint(url),
        Ok(_) | Err(_) => Engine::Embedded,
    }
}

/// Something that a test turns on and off.
#[derive(Clone, Debug, Default)]
pub(crate) struct Switch(Arc<std::sync::atomic::AtomicBool>);

impl Switch {
    pub(crate) fn on() -> Self {
        let switch = Self::default();
        switch.turn_on();
        switch
    }

    pub(crate) fn turn_on(&self) {
        self.0.store(true, std::sync::atomic::Ordering::SeqCst);
    }

    pub(crate) fn turn_off(&self) {
        self.0.store(false, std::sync::atomic::Ordering::SeqCst);
    }

    pub(crate) fn is_on(&self) -> bool {
        self.0.load(std::sync::atomic::Ordering::SeqCst)
    }
}

/// Keeps the events of a migrator.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heard(Arc<Mutex<Vec<Event>>>);

impl Heard {
    pub(crate) fn of(migrator: Migrator) -> (Migrator, Self) {
        let heard = Self::default();
        let sink = heard.clone();
        (
            migrator.with_events(move |event| sink.0.lock().unwrap().push(event.clone())),
            heard,
        )
    }

    pub(crate) fn all(&self) -> Vec<Event> {
        self.0.lock().unwrap().clone()
    }
}

pub(crate) fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

pub(crate) fn n(number: u64) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

/// The states in the history, as `ID STATE`.
pub(crate) async fn states(migrator: &Migrator) -> Vec<String> {
    let rows = migrator.read_history().await.unwrap().rows;
    rows.iter()
        .map(|row| format!("{} {}", row.id, row.status))
        .collect()
}

pub(crate) async fn row_of(migrator: &Migrator, id: &str) -> MigrationRow {
    migrator
        .read_history()
        .await
        .unwrap()
        .row(&id.parse().unwrap())
        .unwrap()
        .clone()
}

pub(crate) async fn status_of(migrator: &Migrator, id: &str) -> Status {
    row_of(migrator, id).await.status
}

/// The ids, as texts.
pub(crate) fn ids(ids: &[dynamig::MigrationId]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

/// The sentence, the hint and the causes of an error, with what differs from run to run taken out.
pub(crate) fn told(error: &dynamig::Error) -> String {
    let hint = error
        .what_next()
        .map_or_else(String::new, |hint| format!("\nhint: {hint}"));
    format!(
        "{} [{}, exit {}]{hint}",
        error,
        error.code(),
        error.code().exit()
    )
}
