//! What the tests are given: an engine, tables with items, and migrators.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, PutRequest,
    ScalarAttributeType, WriteRequest,
};
use dynamig::clock::Clock;
use dynamig::item::Attributes;
use dynamig::migration::{ItemOptions, MigrationBuilder};
use dynamig::settings::Engine;
use dynamig::{
    BoxError, Error, Event, Item, ItemRuns, Migration, Migrator, Outcome, Registry, RunReport,
    Settings, UpOptions,
};
use dynamig_harness::{Durations, Harness, Strict};
use tempfile::TempDir;
use tokio::time::Instant;

/// A database of its own for one test.
pub(crate) struct World {
    pub(crate) db: Harness,
    engine: Engine,
    /// Where answers wait whose writes are deferred.
    pub(crate) spools: TempDir,
}

/// When a process dies: with a request that is not sent any more, or with one whose answer it does not hear.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Dies {
    Before,
    After,
}

/// Runs a test on tokio's paused clock: nothing sleeps, and hours pass.
pub(crate) fn paused<T>(test: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build();
    runtime.unwrap().block_on(test)
}

pub(crate) fn s(text: impl Into<String>) -> AttributeValue {
    AttributeValue::S(text.into())
}

pub(crate) fn n(number: impl ToString) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

pub(crate) fn item<const N: usize>(pairs: [(&str, AttributeValue); N]) -> Attributes {
    pairs.map(|(name, value)| (name.to_owned(), value)).into()
}

/// The options that the tests use: few segments, because each costs requests.
pub(crate) fn options() -> ItemOptions {
    let mut options = ItemOptions::NEW;
    options.segments = Some(2);
    options.workers = Some(2);
    options
}

/// Everything, item migrations too.
pub(crate) fn everything() -> UpOptions {
    UpOptions::new().items(ItemRuns::Run)
}

impl World {
    pub(crate) fn new() -> Self {
        let engine = match std::env::var("DYNAMIG_TEST_ENDPOINT") {
            Ok(url) => Engine::Endpoint(url),
            Err(_) => Engine::Embedded,
        };
        Self {
            db: Harness::from_env(),
            engine,
            spools: TempDir::new().unwrap(),
        }
    }

    /// On the engine inside this process, whichever the run chose: for a paused clock, which no other engine knows of.
    pub(crate) fn in_process() -> Self {
        Self {
            db: Harness::dynoxide(),
            engine: Engine::Embedded,
            spools: TempDir::new().unwrap(),
        }
    }

    /// An AWS of its own, on a paused clock: what the law of AWS says of tables holds, and the environment is protected.
    pub(crate) fn on_aws() -> Self {
        let durations = Durations::default().scaled(0.1);
        let law = Strict::new(dynamig_harness::Clock::tokio(), durations);
        Self {
            db: Harness::dynoxide().strict(law),
            engine: Engine::Aws,
            spools: TempDir::new().unwrap(),
        }
    }

    pub(crate) fn client(&self) -> Client {
        self.db.client()
    }

    pub(crate) fn settings(&self) -> Settings {
        Settings::new("shop")
            .unwrap()
            .with_engine(self.engine.clone())
            .with_table_prefix(self.db.prefix())
            .with_lease(Duration::from_secs(10))
            .with_spool_directory(self.spools.path())
    }

    pub(crate) fn migrator(&self, migrations: impl IntoIterator<Item = Migration>) -> Migrator {
        self.of(Registry::of(migrations).unwrap())
    }

    pub(crate) fn of(&self, registry: Registry) -> Migrator {
        let (began, base) = (Instant::now(), SystemTime::now());
        // Where tokio's clock is paused, all time is tokio's.
        let clock = Clock::new(move || began.elapsed(), move || base + began.elapsed());
        Migrator::with_registry(self.client(), self.settings(), registry).with_clock(clock)
    }

    pub(crate) async fn up(&self, migration: &Migration) -> Result<RunReport, Error> {
        let migrator = self.migrator([migration.clone()]);
        migrator.up_with(&everything()).await
    }

    /// Runs `up` as a process that dies at its `n`th request, before or after that takes effect. Whether it died.
    pub(crate) async fn up_and_die_at(&self, migration: &Migration, n: u64, dies: Dies) -> bool {
        let (faults, struck) = (self.db.faults(), self.db.faults().struck());
        let fault = faults.any().nth(n);
        match dies {
            Dies::Before => fault.hang(),
            Dies::After => fault.hang_after(),
        }
        let died = async {
            while faults.struck() == struck {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        let died = tokio::select! {
            done = self.up(migration) => {
                done.unwrap();
                false
            }
            () = died => true,
        };
        faults.clear();
        died
    }

    /// A table with a key of one string, `id`.
    pub(crate) async fn table(&self, name: &str) {
        self.table_with(name, &[("id", KeyType::Hash)]).await;
    }

    /// A table whose key has these strings.
    pub(crate) async fn table_with(&self, name: &str, keys: &[(&str, KeyType)]) {
        let strings = keys.iter();
        let strings = strings.map(|(name, role)| (*name, role.clone(), ScalarAttributeType::S));
        self.table_of(name, &strings.collect::<Vec<_>>()).await;
    }

    /// A table whose key has these attributes.
    pub(crate) async fn table_of(&self, name: &str, keys: &[(&str, KeyType, ScalarAttributeType)]) {
        let client = self.client();
        let mut create = client
            .create_table()
            .table_name(self.db.table(name))
            .billing_mode(BillingMode::PayPerRequest);
        for (name, role, kind) in keys {
            let attribute = AttributeDefinition::builder()
                .attribute_name(*name)
                .attribute_type(kind.clone());
            let key = KeySchemaElement::builder()
                .attribute_name(*name)
                .key_type(role.clone());
            create = create
                .attribute_definitions(attribute.build().unwrap())
                .key_schema(key.build().unwrap());
        }
        create.send().await.unwrap();
    }

    pub(crate) async fn put(&self, table: &str, items: impl IntoIterator<Item = Attributes>) {
        let (client, name) = (self.client(), self.db.table(table));
        let requests = items.into_iter().map(|item| {
            let put = PutRequest::builder().set_item(Some(item)).build().unwrap();
            WriteRequest::builder().put_request(put).build()
        });
        let requests: Vec<_> = requests.collect();
        for chunk in requests.chunks(25) {
            let write = client.batch_write_item();
            let sent = write.request_items(&name, chunk.to_vec()).send().await;
            let left = sent.unwrap().unprocessed_items.unwrap_or_default();
            assert!(left.is_empty());
        }
    }

    /// `count` items with ids that count up, and a number that says which.
    pub(crate) async fn fill(&self, table: &str, count: usize) {
        let items = (0..count).map(|at| item([("id", s(format!("{at:06}"))), ("n", n(at))]));
        self.put(table, items).await;
    }

    /// All items by their `id`.
    pub(crate) async fn items(&self, table: &str) -> BTreeMap<String, Attributes> {
        let client = self.client();
        let mut scan = client
            .scan()
            .table_name(self.db.table(table))
            .into_paginator()
            .items()
            .send();
        let mut items = BTreeMap::new();
        while let Some(item) = scan.next().await {
            let item = item.unwrap();
            let id = item["id"].as_s().unwrap().clone();
            items.insert(id, item);
        }
        items
    }
}

/// A migration of `customers` that does this to each item.
pub(crate) fn each(
    function: impl Fn(Item) -> Result<Outcome<Item>, BoxError> + Send + Sync + 'static,
) -> MigrationBuilder {
    Migration::builder(1, "each")
        .items("customers", move |item: Item, _| {
            let answer = function(item);
            async move { answer }
        })
        .item_options(options())
}

/// Sets `done`, and nothing where it is set.
pub(crate) fn mark_done(mut item: Item) -> Result<Outcome<Item>, BoxError> {
    item.set("done", AttributeValue::Bool(true));
    Ok(Outcome::Update(item))
}

/// What a migrator tells, in order.
#[derive(Clone, Default)]
pub(crate) struct Told(Arc<Mutex<Vec<Event>>>);

impl Told {
    pub(crate) fn to(&self, migrator: Migrator) -> Migrator {
        let told = self.0.clone();
        migrator.with_events(move |event| told.lock().unwrap().push(event.clone()))
    }

    pub(crate) fn all(&self) -> Vec<Event> {
        self.0.lock().unwrap().clone()
    }
}
