use dynamig::plan::Selection;
use dynamig::settings::Engine;
use dynamig::{BaselineOptions, BoxError, Migration, Migrator, Registry, Settings};
use dynamig_harness::Harness;

use crate::Result;
use crate::figure::{Figure, Goal};

const MIGRATIONS: u64 = 1_000;

/// The requests of an `up` that finds nothing to do, as the harness in front of the engine counts them.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let runtime = tokio::runtime::Runtime::new()?;
    let requests = runtime.block_on(requests())?;
    Ok(vec![Figure {
        name: "noop_up_requests",
        value: requests as f64,
        unit: "requests",
        goal: Some(Goal::Exactly(1.0)),
        note: format!(
            "of `Migrator::up()` with {MIGRATIONS} migrations applied, in a process that remembers nothing"
        ),
    }])
}

async fn requests() -> Result<u64> {
    let engine = Harness::dynoxide();
    let migrations = (1..=MIGRATIONS)
        .map(|version| {
            Migration::builder(version, format!("m{version}"))
                .fingerprint(format!("1:{version}"))
                .up(|_| async { Ok::<_, BoxError>(()) })
                .build()
        })
        .collect::<std::result::Result<Vec<_>, _>>()?;
    let migrator = || -> Result<Migrator> {
        let settings = Settings::new("bench")?.with_engine(Engine::Embedded);
        let registry = Registry::of(migrations.clone())?;
        Ok(Migrator::with_registry(engine.client(), settings, registry))
    };
    migrator()?
        .baseline(&BaselineOptions::new(Selection::All))
        .await?;
    let before = engine.counts();
    if !migrator()?.up().await?.is_up_to_date() {
        return Err("the no-op did something".into());
    }
    Ok(engine.counts().since(&before).total())
}
