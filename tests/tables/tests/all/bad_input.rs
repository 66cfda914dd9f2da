//! What goes wrong in an account: a clear error, the rest unharmed, and running again goes on.

use std::time::Duration;

use dynamig::table::{Declaration, Encryption, Setting, StreamView, TableClass};
use dynamig::{Code, Error, UpOptions};
use dynamig_harness::{Accepted, Durations, Seen};

use crate::given::{declare, indexed, orders, with};
use crate::world::{World, everything, paused};

/// The sentence, what next, and the code; with the causes, and without what differs from run to run.
fn told(world: &World, error: &Error) -> String {
    let hint = error.what_next().unwrap_or_default();
    let text = format!(
        "{error} [{}, exit {}]\nhint: {hint}",
        error.code(),
        error.code().exit()
    );
    text.replace(world.db.prefix(), "")
}

/// Ten tables, each with a tag.
fn ten() -> Vec<Declaration> {
    let table = |n| declare(with(orders(), |table| table.name = format!("table_{n}")));
    (0..10).map(table).collect()
}

fn until(deadline: Duration) -> UpOptions {
    everything().deadline(deadline)
}

#[test]
fn a_table_that_may_not_be_looked_at_is_an_error_and_nothing_is_sent() {
    paused(async {
        let world = World::new();
        world.bring(&declare(orders())).await;
        let changed = declare(indexed(["email"]));
        world.db.deny("DescribeTable");
        let error = world.up(&changed).await.unwrap_err();
        insta::assert_snapshot!(told(&world, &error));
        assert_eq!(world.accepted("orders").len(), 1, "its creation");
        world.db.allow_all();
        world.bring(&changed).await;
        assert!(world.plan(&changed).await.is_empty());
    });
}

#[test]
fn a_create_that_is_refused_leaves_the_other_tables_unharmed() {
    paused(async {
        let world = World::new();
        let fifth = |seen: &Seen| {
            seen.operation == "CreateTable" && seen.tables.concat().ends_with("table_4")
        };
        let denied = "User is not authorized to perform: dynamodb:CreateTable";
        let refused = world.db.faults().matching(fifth).nth(1).onwards();
        refused.answer(400, "AccessDeniedException", denied);
        let migrator = world.migrator(ten());
        let error = migrator.up_with(&everything()).await.unwrap_err();
        insta::assert_snapshot!(told(&world, &error));
        let made = ten().len() - 1;
        let there = |table: &Declaration| !world.accepted(table.name()).is_empty();
        assert!(ten().iter().filter(|table| there(table)).count() <= made);
        assert!(!there(&ten()[4]));

        world.db.faults().clear();
        let migrator = world.migrator(ten());
        migrator.up_with(&everything()).await.unwrap();
        for table in ten() {
            let sent = world.accepted(table.name());
            assert_eq!(sent.len(), 1, "{}: {sent:?}", table.name());
        }
        assert_eq!(world.rejected(), []);
    });
}

#[test]
fn a_table_that_somebody_deletes_meanwhile_is_an_error_and_made_again_by_the_next_run() {
    paused(async {
        let world = World::new();
        world.bring(&declare(orders())).await;
        let changed = declare(with(orders(), |table| {
            table.class = Some(TableClass::InfrequentAccess);
            table.stream = Setting::On(StreamView::NewImage);
        }));
        let deleting = async {
            while world.accepted("orders").len() < 2 {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            let client = world.client();
            let delete = || client.delete_table().table_name(world.db.table("orders"));
            while delete().send().await.is_err() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        let (error, ()) = futures_util::join!(world.up(&changed), deleting);
        insta::assert_snapshot!(told(&world, &error.unwrap_err()));
        world.bring(&changed).await;
        assert!(world.plan(&changed).await.is_empty());
    });
}

#[test]
fn a_table_that_stays_creating_is_waited_for_until_the_deadline_and_by_the_next_run() {
    paused(async {
        let mut durations = Durations::default();
        // The meta table is as slow as any, and waited for in any case.
        durations.creating = Duration::from_secs(280);
        let world = World::with(durations);
        world.bring(&declare(orders())).await;
        let slow = declare(with(orders(), |table| table.name = "slow".to_owned()));
        let migrator = world.migrator([slow.clone()]);
        let error = migrator.up_with(&until(Duration::from_secs(125))).await;
        insta::assert_snapshot!(told(&world, &error.unwrap_err()));
        // The next run finds it on its way.
        let migrator = world.migrator([slow.clone()]);
        let error = migrator.up_with(&until(Duration::from_secs(60))).await;
        insta::assert_snapshot!(told(&world, &error.unwrap_err()));
        world.bring(&slow).await;
        assert_eq!(world.accepted("slow").len(), 1);
        assert!(world.plan(&slow).await.is_empty());
        assert_eq!(world.rejected(), []);
    });
}

#[test]
fn an_index_that_stays_backfilling_is_waited_for_until_the_deadline_and_by_the_next_run() {
    paused(async {
        let mut durations = Durations::default();
        durations.index_backfilling = Duration::from_secs(3_600);
        let world = World::with(durations);
        world.bring(&declare(orders())).await;
        let table = declare(indexed(["email"]));
        let migrator = world.migrator([table.clone()]);
        let error = migrator.up_with(&until(Duration::from_secs(725))).await;
        insta::assert_snapshot!(told(&world, &error.unwrap_err()));
        let migrator = world.migrator([table.clone()]);
        let error = migrator.up_with(&until(Duration::from_secs(60))).await;
        insta::assert_snapshot!(told(&world, &error.unwrap_err()));
        let began = tokio::time::Instant::now();
        world.bring(&table).await;
        let waited = began.elapsed();
        assert!(
            waited > Duration::from_secs(1_800),
            "done means that it is filled"
        );
        assert_eq!(world.accepted("orders").len(), 2);
        assert!(world.plan(&table).await.is_empty());
        assert_eq!(world.rejected(), []);
    });
}

#[test]
fn a_table_that_somebody_makes_first_with_another_key_is_refused() {
    paused(async {
        let world = World::new();
        // A meta table, and nothing else.
        let other = declare(with(orders(), |table| table.name = "others".to_owned()));
        world.bring(&other).await;
        let first = |seen: &Seen| {
            seen.operation == "CreateTable" && seen.tables.concat().ends_with("orders")
        };
        let slow = world.db.faults().matching(first).nth(1);
        slow.delay(Duration::from_secs(5));
        let making = async {
            while world.db.faults().struck() == 0 {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            let real = world.db.table("orders");
            dynamig_harness::create_table_by_id(&world.client(), &real).await;
        };
        let table = declare(with(orders(), |table| {
            table.keys[0].attribute = "number".to_owned();
            table.attributes.clear();
            table.define("number", dynamig::table::AttributeType::String);
        }));
        let (result, ()) = futures_util::join!(world.up(&table), making);
        insta::assert_snapshot!(told(&world, &result.unwrap_err()));
    });
}

#[test]
fn a_key_that_was_set_before_a_budget_was_spent_is_not_set_again() {
    paused(async {
        let world = World::new();
        let under = |key: &str, ttl| {
            let key = Some(key.to_owned());
            declare(with(orders(), |table| {
                table.encryption = Setting::On(Encryption { key });
                table.ttl = ttl;
            }))
        };
        let ttl = |attribute: &str| Setting::On(attribute.to_owned());
        world.bring(&under("one", ttl("expires"))).await;
        world.bring(&under("one", Setting::Off)).await;
        let before = world.accepted("orders").len();
        let table = under("alias/shop", ttl("ends"));
        let error = world.up(&table).await.unwrap_err();
        assert_eq!(error.code(), Code::BudgetSpent);
        world.bring(&table).await;
        let sent = world.accepted("orders").split_off(before);
        let encrypts = |sent: &&Accepted| sent.body.get("SSESpecification").is_some();
        assert_eq!(sent.iter().filter(encrypts).count(), 1);
    });
}
