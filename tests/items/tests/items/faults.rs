//! What the network and the service do to a run.

use aws_sdk_dynamodb::types::AttributeValue;
use dynamig::migration::{MigrationBuilder, Times, Writes};
use dynamig::rewrite::ItemProgress;
use dynamig::{Code, Event, Outcome};
use dynamig_harness::Seen;

use crate::given::{Told, World, each, everything, mark_done, options, paused};

/// Raises `n` by one, which happens twice where an answer that was lost is not noticed.
fn counting(writes: Writes) -> MigrationBuilder {
    let mut options = options();
    options.times = Times::ExactlyOnce;
    options.writes = writes;
    let once = each(|mut item| {
        let n: u64 = item.number("n").ok_or("no number")?.parse()?;
        item.set("n", n + 1);
        Ok(Outcome::Update(item))
    });
    once.item_options(options)
}

async fn each_is_counted_once(world: &World) {
    for (id, item) in world.items("customers").await {
        let n: u64 = item["n"].as_n().unwrap().parse().unwrap();
        assert_eq!(n, id.parse::<u64>().unwrap() + 1, "{id}");
    }
}

/// Whatever is asked for from some request on is refused, as by a token that lasts an hour.
#[test]
fn a_run_whose_credentials_expire_goes_on_with_new_ones() {
    let mut expired = Vec::new();
    for n in (1..40).step_by(3) {
        paused(async {
            let world = World::in_process();
            world.table("customers").await;
            world.fill("customers", 120).await;
            let from = world.db.faults().any().nth(n).onwards();
            from.answer(400, "ExpiredTokenException", "the token has expired");
            let up = world.up(&counting(Writes::Batch).build().unwrap()).await;
            world.db.faults().clear();
            match up.map_err(|error| error.code()) {
                Err(Code::CredentialsExpired) => {
                    expired.push(n);
                    run(&world, counting(Writes::Batch)).await;
                }
                // At the very end.
                Ok(_) | Err(Code::LockNotReleased) => {}
                Err(code) => panic!("{n}: {code}"),
            }
            each_is_counted_once(&world).await;
        });
    }
    // At the start and in the middle.
    assert!(expired.len() > 5, "{expired:?}");
    assert_eq!(Code::CredentialsExpired.exit(), 75);
}

/// The writes of items, of either kind.
fn is_write(world: &World) -> impl Fn(&Seen) -> bool + Send + Sync + 'static {
    let table = world.db.table("customers");
    move |seen| {
        let writes = ["BatchExecuteStatement", "UpdateItem"];
        writes.contains(&seen.operation.as_str()) && seen.tables.contains(&table)
    }
}

async fn run(world: &World, migration: MigrationBuilder) -> ItemProgress {
    let told = Told::default();
    let migrator = told.to(world.migrator([migration.build().unwrap()]));
    migrator.up_with(&everything()).await.unwrap();
    let finished = told.all().into_iter().find_map(|event| match event {
        Event::ItemsFinished { progress, .. } => Some(progress),
        _ => None,
    });
    finished.unwrap()
}

#[test]
fn an_answer_that_is_lost_is_settled_from_the_item() {
    for writes in [Writes::Batch, Writes::Single] {
        paused(async {
            let world = World::in_process();
            world.table("customers").await;
            world.fill("customers", 120).await;
            for n in [1, 3, 4] {
                world
                    .db
                    .faults()
                    .matching(is_write(&world))
                    .nth(n)
                    .lose_response();
            }
            let progress = run(&world, counting(writes)).await;
            assert_eq!(world.db.faults().struck(), 3);
            assert_eq!(progress.counts.written, 120);
            each_is_counted_once(&world).await;
        });
    }
}

#[test]
fn a_server_that_is_silent_or_unwell_is_asked_again() {
    paused(async {
        let world = World::in_process();
        world.table("customers").await;
        world.fill("customers", 120).await;
        let faults = world.db.faults();
        faults.matching(is_write(&world)).nth(2).hang();
        faults.matching(is_write(&world)).nth(3).hang_after();
        faults
            .matching(is_write(&world))
            .nth(5)
            .answer(500, "InternalServerError", "unwell");
        faults
            .on("Scan")
            .nth(1)
            .answer(503, "ServiceUnavailable", "unwell");
        faults.on("Scan").nth(3).hang();
        run(&world, counting(Writes::Batch)).await;
        assert_eq!(world.db.faults().struck(), 5);
        each_is_counted_once(&world).await;
    });
}

#[test]
fn what_is_throttled_goes_out_again() {
    for operation in ["BatchExecuteStatement", "UpdateItem", "Scan"] {
        paused(async {
            let world = World::in_process();
            world.table("customers").await;
            world.fill("customers", 120).await;
            let mut options = options();
            if operation == "UpdateItem" {
                options.writes = Writes::Single;
            }
            let table = world.db.table("customers");
            let its =
                move |seen: &Seen| seen.operation == operation && seen.tables.contains(&table);
            let throttled = world.db.faults().matching(its).nth(2);
            throttled.answer(
                400,
                "ThrottlingException",
                "Throughput exceeds the current capacity",
            );
            let progress = run(&world, each(mark_done).item_options(options)).await;
            assert_eq!(world.db.faults().struck(), 1);
            assert!(progress.throttled > 0, "{operation}");
            let items = world.items("customers").await;
            let done = AttributeValue::Bool(true);
            assert!(items.values().all(|item| item.get("done") == Some(&done)));
        });
    }
}
