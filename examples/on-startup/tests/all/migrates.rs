use dynamig::embedded::{Engine, Served};
use dynamig::{Migrator, Result, Settings};
use on_startup as _;
use serde_json::Value;

use crate::instance::{Instance, command};

async fn engine() -> Result<Served> {
    Ok(Engine::memory()?.serve(0).await?)
}

#[tokio::test(flavor = "multi_thread")]
async fn it_migrates_and_tells_its_history() -> Result<()> {
    let engine = engine().await?;
    let instance = Instance::start(&engine.endpoint_url()).await?;

    let (status, body) = instance.get("/migrations").await?;
    assert_eq!(status, "HTTP/1.1 200 OK", "{body}");
    let history: Value = serde_json::from_str(&body)?;
    assert_eq!(history["summary"]["applied"], 2, "{history:#}");
    let first = &history["migrations"][0];
    assert_eq!(first["id"], "20260901080000_create_visits");
    assert_eq!(first["state"], "applied");
    assert_eq!(
        first["description"],
        "The table of the visits to each page."
    );

    assert_eq!(instance.get("/health").await?.1, "ok\n");
    assert_eq!(instance.get("/").await?.1, "1\n");
    assert_eq!(instance.get("/").await?.1, "2\n");

    let (ended, log) = instance.terminate().await?;
    assert!(ended.success(), "{ended}: {log}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn started_again_it_keeps_what_was_counted() -> Result<()> {
    let engine = engine().await?;
    let first = Instance::start(&engine.endpoint_url()).await?;
    assert_eq!(first.get("/").await?.1, "1\n");
    drop(first);
    let second = Instance::start(&engine.endpoint_url()).await?;
    assert_eq!(second.get("/").await?.1, "2\n");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_that_start_at_once_end_with_one_history() -> Result<()> {
    let engine = Engine::memory()?;
    let served = engine.serve(0).await?;
    let url = served.endpoint_url();
    let starts = (0..10).map(|_| {
        let url = url.clone();
        tokio::spawn(async move { Instance::start(&url).await })
    });
    let starts: Vec<_> = starts.collect();
    let mut histories = Vec::new();
    for start in starts {
        let instance = start.await??;
        histories.push(instance.get("/migrations").await?.1);
        assert_eq!(instance.get("/health").await?.1, "ok\n");
    }
    assert!(histories.iter().all(|history| *history == histories[0]));

    let log = Migrator::new(engine.client(), Settings::new("visits")?)?
        .log()
        .await?;
    let started: Vec<_> = log.iter().filter(|row| row.command == "start").collect();
    let started: Vec<_> = started
        .iter()
        .filter_map(|row| row.migration.as_deref())
        .collect();
    let each_once = [
        "20260901080000_create_visits",
        "20260901081500_count_from_zero",
    ];
    assert_eq!(started, each_once, "{log:#?}");
    Ok(())
}

#[tokio::test]
async fn it_does_not_start_without_its_database() -> Result<()> {
    // The port of no service: reserved, and nobody listens on it.
    let output = command("http://127.0.0.1:1").output().await?;
    let log = String::from_utf8(output.stderr)?;
    assert_eq!(output.status.code(), Some(1), "{log}");
    assert!(log.contains("the service does not start"), "{log}");
    assert!(log.contains("code=unreachable"), "{log}");
    Ok(())
}
