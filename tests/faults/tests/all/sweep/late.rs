//! Requests that a migration does not wait for, and that take effect all the same.

use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use dynamig::history::Status;
use dynamig::{BoxError, Cancellation, Code, Context, Migration, Migrator, Registry};
use dynamig_faults::EFFECTS;
use dynamig_harness::create_table_by_id;
use tokio::time::{Instant, sleep, timeout};

use super::paused;
use super::rig::{Lock, Rig};
use super::time::Time;

/// Long enough for the time-outs to be what they are in production: 3 s for items, 10 s for tables.
const LEASE: Duration = Duration::from_secs(60);

fn process(rig: &Rig, migrations: impl IntoIterator<Item = Migration>) -> Migrator {
    let registry = Registry::of(migrations).unwrap();
    rig.process_under(LEASE, &Time::new(), registry)
}

async fn leave(cx: Context, what: &'static str) -> Result<(), BoxError> {
    let put = cx.client().put_item().set_table_name(cx.table(EFFECTS));
    put.item("id", AttributeValue::S(what.to_owned()))
        .send()
        .await?;
    Ok(())
}

async fn is_left(rig: &Rig, what: &str) -> bool {
    let get = rig.db.client().get_item().consistent_read(true);
    let get = get.table_name(rig.db.table(EFFECTS));
    let get = get.key("id", AttributeValue::S(what.to_owned()));
    get.send().await.unwrap().item.is_some()
}

/// The next holder of the lock must find the table, or none for ever.
#[test]
fn the_lock_is_not_released_while_a_request_of_a_dropped_function_can_take_effect() {
    paused(async {
        let rig = Rig::new(Lock::InTheMetaTable).await;
        // The first is the meta table's own.
        let created = rig.db.faults().on("CreateTable").nth(2);
        created.arrive_late(Duration::from_secs(9));
        let creating = Migration::builder(1, "creates").up(|cx: Context| async move {
            create_table_by_id(cx.client(), &cx.table("late").unwrap_or_default()).await;
            Ok::<_, BoxError>(())
        });
        let cancellation = Cancellation::new();
        let process = process(&rig, [creating.build().unwrap()]);
        let process = process.with_cancellation(cancellation.clone());
        let began = Instant::now();
        let stop = async {
            sleep(Duration::from_secs(1)).await;
            cancellation.cancel();
        };
        let (stopped, ()) = tokio::join!(process.up(), stop);
        assert_eq!(stopped.unwrap_err().code(), Code::Interrupted);
        assert_eq!(rig.db.faults().struck(), 1);
        let took = began.elapsed();
        assert!((9..=11).contains(&took.as_secs()), "{took:?}");
        let described = rig.db.client().describe_table();
        let described = described.table_name(rig.db.table("late")).send().await;
        assert!(described.is_ok(), "{described:?}");
        assert!(!process.lock().await.unwrap().unwrap().is_held());
        let row = process.read_history().await.unwrap().rows.pop().unwrap();
        assert_eq!(row.status, Status::Failed);
        assert_eq!(row.note.as_deref(), Some("interrupted"));
    });
}

/// It returned well, and what comes after it must not be overtaken by it.
#[test]
fn nothing_follows_while_a_request_that_a_function_gave_up_can_take_effect() {
    paused(async {
        let rig = Rig::new(Lock::InTheMetaTable).await;
        let late = rig.db.faults().on("PutItem");
        late.arrive_late(Duration::from_secs(2));
        let hasty = Migration::builder(1, "hasty").up(|cx: Context| async move {
            let gave_up = timeout(Duration::from_millis(100), leave(cx, "late")).await;
            assert!(gave_up.is_err());
            Ok::<_, BoxError>(())
        });
        let next = Migration::builder(2, "next").up(|cx: Context| async move {
            let get = cx.client().get_item().set_table_name(cx.table(EFFECTS));
            let get = get.key("id", AttributeValue::S("late".to_owned()));
            let found = get.consistent_read(true).send().await?.item;
            found.map(drop).ok_or_else(|| BoxError::from("overtaken"))
        });
        let process = process(&rig, [hasty.build().unwrap(), next.build().unwrap()]);
        process.up().await.unwrap();
        assert_eq!(rig.db.faults().struck(), 1);
        assert!(is_left(&rig, "late").await);
    });
}

/// An answer ends the wait, and so does what never went out; nothing that was answered is waited for.
#[test]
fn only_what_has_no_answer_is_waited_for_and_only_until_it_has_one() {
    paused(async {
        let rig = Rig::new(Lock::InTheMetaTable).await;
        let slow = rig.db.faults().on("PutItem").nth(2);
        slow.delay(Duration::from_secs(1));
        let quick = Migration::builder(1, "quick").up(|cx: Context| leave(cx, "quick"));
        let busy = Migration::builder(2, "busy").up(|cx: Context| async move {
            let left_behind = tokio::spawn(leave(cx, "slow"));
            sleep(Duration::from_millis(1)).await;
            drop(left_behind);
            Ok::<_, BoxError>(())
        });
        let began = Instant::now();
        process(&rig, [quick.build().unwrap()]).up().await.unwrap();
        assert!(began.elapsed() < Duration::from_millis(500));
        let both = [
            Migration::builder(1, "quick").up(|cx: Context| leave(cx, "quick")),
            busy,
        ];
        let both = both.map(|one| one.build().unwrap());
        process(&rig, both).up().await.unwrap();
        assert!(is_left(&rig, "slow").await);
        assert!(
            began.elapsed() < Duration::from_secs(2),
            "{:?}",
            began.elapsed()
        );
    });
}
