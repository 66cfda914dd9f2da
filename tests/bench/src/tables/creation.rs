use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
    ProjectionType, ScalarAttributeType, TableStatus,
};
use dynamig::clock;
use dynamig::plan::tables::{TableTarget, lower_bound};
use dynamig::settings::Engine;
use dynamig::{Migrator, Registry, Settings};
use dynamig_harness::{Access, Clock, Durations, Harness, Strict};
use tokio::time::Instant;

use super::declared::{self, TABLES};
use crate::Result;
use crate::figure::{Figure, Goal};

/// Fifty tables from nothing, on an engine that has AWS's law and takes AWS's times in front of it, on a clock that
/// runs as fast as the machine: no figure here depends on how busy it is.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let various = paused(make(declared::various()?))??;
    let described = paused(make(declared::described()?))??;
    let serial = paused(one_after_the_other())??;
    let ratio = serial.as_secs_f64() / described.took.as_secs_f64();
    Ok(vec![
        Figure {
            name: "calls_over_minimum",
            value: various.calls as f64 / various.minimum as f64,
            unit: "times",
            goal: Some(Goal::Exactly(1.0)),
            note: format!(
                "the {} calls that change tables, of an `up` that makes {TABLES} from nothing, by the {} that AWS's \
                 rules take at least; every fifth has tags, a time to live and recovery besides",
                various.calls, various.minimum
            ),
        },
        Figure {
            name: "wall_vs_serial",
            value: ratio,
            unit: "times",
            goal: Some(Goal::AtLeast(5.0)),
            note: format!(
                "{TABLES} tables made one after the other, each looked at every second until it is ACTIVE, {:.0} s, by \
                 one `up` that makes them, {:.0} s, with one change let out a second; the strict layer's own times, \
                 virtual: a table is CREATING for {} s",
                serial.as_secs_f64(),
                described.took.as_secs_f64(),
                Durations::default().creating.as_secs()
            ),
        },
    ])
}

/// Runs on tokio's paused time, which passes when all tasks wait.
fn paused<T>(work: impl Future<Output = T>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()?;
    Ok(runtime.block_on(work))
}

/// What it took to make tables.
struct Made {
    calls: usize,
    minimum: usize,
    took: Duration,
}

async fn make(registry: Registry) -> Result<Made> {
    let engine = strict();
    let target = TableTarget::default();
    let minimum = registry.tables().iter();
    let minimum = minimum
        .map(|table| lower_bound(table, None, None, &target).up)
        .sum();
    let names: Vec<_> = registry
        .tables()
        .iter()
        .map(|one| one.name().to_owned())
        .collect();
    let settings = Settings::new("bench")?.with_engine(Engine::Aws);
    let migrator = Migrator::with_registry(engine.client(), settings, registry);
    let migrator = migrator.with_clock(virtual_clock());
    // The history's own table is not what is measured.
    migrator.create_meta_table().await?;
    let before = engine.requests().len();
    let started = Instant::now();
    migrator.up().await?;
    let took = started.elapsed();
    let requests = engine.requests();
    let changes = requests.iter().skip(before).filter(|seen| {
        seen.access == Access::Write && seen.tables.iter().any(|table| names.contains(table))
    });
    let mut by_operation: BTreeMap<&str, usize> = BTreeMap::new();
    for seen in changes {
        *by_operation.entry(&seen.operation).or_default() += 1;
    }
    Ok(Made {
        calls: by_operation.values().sum(),
        minimum,
        took,
    })
}

fn strict() -> Harness {
    Harness::dynoxide().strict(Strict::new(Clock::tokio(), Durations::default()))
}

/// The lease's clock follows the same time.
fn virtual_clock() -> clock::Clock {
    let started = Instant::now();
    clock::Clock::new(
        move || started.elapsed(),
        move || SystemTime::UNIX_EPOCH + started.elapsed(),
    )
}

/// The same tables as a script makes them.
async fn one_after_the_other() -> Result<Duration> {
    let engine = strict();
    let client = engine.client();
    let started = Instant::now();
    for table in declared::described()?.tables() {
        create(&client, table.name()).await?;
        while !is_active(&client, table.name()).await? {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
    Ok(started.elapsed())
}

async fn create(client: &Client, name: &str) -> Result<()> {
    let key = |attribute| {
        let key = KeySchemaElement::builder().attribute_name(attribute);
        key.key_type(KeyType::Hash).build()
    };
    let string = |attribute| {
        let string = AttributeDefinition::builder().attribute_name(attribute);
        string.attribute_type(ScalarAttributeType::S).build()
    };
    let index = GlobalSecondaryIndex::builder()
        .index_name("by_email")
        .key_schema(key("email")?)
        .projection(
            Projection::builder()
                .projection_type(ProjectionType::All)
                .build(),
        );
    let create = client.create_table().table_name(name);
    let create = create.billing_mode(BillingMode::PayPerRequest);
    let create = create.key_schema(key("id")?);
    let create = create.attribute_definitions(string("id")?);
    let create = create.attribute_definitions(string("email")?);
    create
        .global_secondary_indexes(index.build()?)
        .send()
        .await?;
    Ok(())
}

async fn is_active(client: &Client, name: &str) -> Result<bool> {
    let described = client.describe_table().table_name(name).send().await?;
    let table = described.table();
    let status = table.and_then(|table| table.table_status());
    Ok(status == Some(&TableStatus::Active))
}
