use dynamig::settings::Engine;
use dynamig::{Migrator, Observe, Settings, UpOptions};
use dynamig_harness::Harness;

use super::declared::{self, TABLES};
use crate::Result;
use crate::figure::{Figure, Goal};

/// The requests of an `up` that finds nothing to do, as the harness in front of the engine counts them.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let runtime = tokio::runtime::Runtime::new()?;
    let (looking, trusting) = runtime.block_on(requests())?;
    let figure = |name, value: u64, goal: u64, note| Figure {
        name,
        value: value as f64,
        unit: "requests",
        goal: Some(Goal::Exactly(goal as f64)),
        note,
    };
    Ok(vec![
        figure(
            "observe_requests",
            looking,
            1 + TABLES as u64,
            format!(
                "of an `up` that looks at {TABLES} tables, which are as declared: one Query of the history, and a \
                 DescribeTable each; they declare only what that shows"
            ),
        ),
        figure(
            "noop_up_requests_with_tables",
            trusting,
            1,
            format!("of `Migrator::up()` with the same {TABLES} tables, which trusts the history"),
        ),
    ])
}

/// With a look at the tables, and without.
async fn requests() -> Result<(u64, u64)> {
    let engine = Harness::dynoxide();
    let migrator = || -> Result<Migrator> {
        let settings = Settings::new("bench")?.with_engine(Engine::Embedded);
        let registry = declared::described()?;
        Ok(Migrator::with_registry(engine.client(), settings, registry))
    };
    migrator()?.up().await?;
    let looking = UpOptions::new().observe(Observe::Always);
    let mut counted = Vec::new();
    for options in [looking, UpOptions::new()] {
        let before = engine.counts();
        if !migrator()?.up_with(&options).await?.is_up_to_date() {
            return Err("the no-op did something".into());
        }
        counted.push(engine.counts().since(&before).total());
    }
    match counted[..] {
        [looking, trusting] => Ok((looking, trusting)),
        _ => Err("both are counted".into()),
    }
}
