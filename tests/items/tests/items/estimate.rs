//! What a plan tells of the cost of item migrations.

use dynamig::estimate::{AtCap, Estimate, Forecast, NoFigures};
use dynamig::iam::Role;
use dynamig::migration::Rate;
use dynamig::plan::{DownSelection, Plan, Selection};
use dynamig::table::Declaration;
use dynamig::{CheckItems, DownOptions, Item, Migration, Migrator, Registry, Table, Throttle};

use crate::given::{Dies, World, each, everything, mark_done, options, paused};

#[derive(dynamig::Table)]
#[table(name = "customers", billing = on_demand)]
struct Customer {
    #[table(partition_key)]
    id: String,
}

/// A program that declares the table too.
fn declaring(world: &World) -> Migrator {
    let registry = Registry::of([each(mark_done).build().unwrap()]).unwrap();
    let table = Declaration::new(Customer::definition().unwrap());
    let registry = registry.with_tables([table]).unwrap();
    Migrator::with_registry(world.client(), world.settings(), registry)
}

fn forecast(plan: &Plan) -> Forecast {
    plan.steps[0].estimate.clone().unwrap()
}

fn figures(plan: &Plan) -> Estimate {
    match forecast(plan) {
        Forecast::Figures(told) => *told,
        Forecast::None { why, .. } => panic!("{why:?}"),
    }
}

fn none(table: &str, why: NoFigures) -> Forecast {
    let table = table.to_owned();
    Forecast::None { table, why }
}

async fn planned(migrator: &Migrator) -> Plan {
    migrator.plan(&Selection::All).await.unwrap()
}

#[tokio::test]
async fn a_plan_tells_what_there_is_by_one_look_at_the_table() {
    let world = World::in_process();
    world.table("customers").await;
    world.fill("customers", 300).await;
    let migrator = world.migrator([each(mark_done).build().unwrap()]);
    let before = world.db.counts();
    let plan = planned(&migrator).await;
    assert_eq!(world.db.counts().since(&before).of("DescribeTable"), 1);
    let told = figures(&plan);
    assert_eq!(
        (told.items, told.items_left, told.scanned),
        (300, 300, None)
    );
    assert!(told.bytes > 300);
    // Two segments, and less than 8 KB in each.
    assert_eq!(
        told.read_units,
        (told.bytes as f64 / 4096.0).ceil().max(2.0) / 2.0
    );
    assert_eq!((told.write_units.from, told.write_units.to), (300.0, 300.0));
    let money = told.money.unwrap();
    assert!(
        money.scan.get() <= 1 && (188..=189).contains(&money.all.to.get()),
        "{money:?}"
    );
    assert_eq!(money.prices_of, "us-east-1");
}

#[tokio::test]
async fn a_table_that_was_looked_at_is_not_looked_at_twice() {
    let world = World::in_process();
    world.table("customers").await;
    world.fill("customers", 5).await;
    let before = world.db.counts();
    let plan = planned(&declaring(&world)).await;
    assert_eq!(world.db.counts().since(&before).of("DescribeTable"), 1);
    assert_eq!(figures(&plan).items, 5);
}

#[tokio::test]
async fn of_a_table_that_the_plan_creates_or_that_is_not_there_it_tells_that() {
    let world = World::in_process();
    let created = planned(&declaring(&world)).await;
    assert_eq!(forecast(&created), none("customers", NoFigures::Created));
    let migrator = world.migrator([each(mark_done).build().unwrap()]);
    let missing = planned(&migrator).await;
    assert_eq!(forecast(&missing), none("customers", NoFigures::Missing));
    world.table("customers").await;
    world.db.deny("DescribeTable");
    let denied = planned(&migrator).await;
    assert_eq!(forecast(&denied), none("customers", NoFigures::Denied));
}

/// What a plan tells after a process has died at its `at`th request.
async fn after_dying_at(at: u64) -> Estimate {
    let world = World::in_process();
    world.table("customers").await;
    world.fill("customers", 100).await;
    let mut options = options();
    options.page = Some(10);
    let migration = each(mark_done).item_options(options).build().unwrap();
    assert!(world.up_and_die_at(&migration, at, Dies::Before).await);
    figures(&planned(&world.migrator([migration])).await)
}

#[test]
fn of_a_run_that_is_half_way_it_tells_what_is_left() {
    let half_way = (20..).find_map(|at| {
        let told = paused(after_dying_at(at));
        told.scanned
            .is_some_and(|scanned| scanned > 0)
            .then_some(told)
    });
    let told = half_way.unwrap();
    assert_eq!(told.items_left, 100 - told.scanned.unwrap());
    assert!(told.write_units.to < 100.0);
}

#[tokio::test]
async fn of_a_run_that_somebody_throttled_it_tells_how_long_it_takes_at_that_rate() {
    let world = World::in_process();
    world.table("customers").await;
    world.fill("customers", 300).await;
    let mut options = options();
    options.max_wcu = Some(Rate::Units(100));
    let migrator = world.migrator([each(mark_done).item_options(options).build().unwrap()]);
    let at_cap = async || match figures(&planned(&migrator).await).at_cap {
        AtCap::Limited {
            max_rcu,
            max_wcu,
            seconds,
            ..
        } => (max_rcu, max_wcu, seconds.to),
        other => panic!("{other:?}"),
    };
    assert_eq!(at_cap().await, (None, Some(100.0), 3));
    let limited = everything().max_items(100);
    migrator.up_with(&limited).await.unwrap_err();
    assert_eq!(at_cap().await, (None, Some(100.0), 2));
    let mut throttle = Throttle::default();
    throttle.max_wcu = Some(10);
    migrator.throttle("each", throttle).await.unwrap();
    assert_eq!(at_cap().await, (None, Some(10.0), 20));
    let mut throttle = Throttle::default();
    throttle.max_rcu = Some(50);
    migrator.throttle("each", throttle).await.unwrap();
    assert_eq!(at_cap().await, (Some(50.0), Some(10.0), 20));
}

#[tokio::test]
async fn what_is_undone_has_an_estimate_too_and_begins_anew() {
    let world = World::in_process();
    world.table("customers").await;
    world.fill("customers", 10).await;
    let both = each(mark_done).items_down(|item: Item, _| async { mark_done(item) });
    let migration = both.build().unwrap();
    world.up(&migration).await.unwrap();
    let migrator = world.migrator([migration]);
    let options = DownOptions::new(DownSelection::All);
    let plan = migrator.plan_down(&options).await.unwrap();
    let told = figures(&plan);
    assert_eq!((told.items_left, told.scanned), (10, None));
}

#[tokio::test]
async fn a_state_tells_of_the_tables_that_it_has() {
    let world = World::in_process();
    world.table("customers").await;
    world.fill("customers", 10).await;
    let migration: Migration = each(mark_done).build().unwrap();
    let migrator = world.migrator([migration]);
    let known = migrator.observe(&["customers".to_owned()]).await.unwrap();
    let before = world.db.counts();
    let plan = migrator.plan_from(&known, &Selection::All).unwrap();
    assert_eq!(figures(&plan).items, 10);
    let mut unknown = known.clone();
    unknown.tables.clear();
    let plan = migrator.plan_from(&unknown, &Selection::All).unwrap();
    assert_eq!(forecast(&plan), none("customers", NoFigures::NotInState));
    assert_eq!(world.db.counts().since(&before).total(), 0);
}

#[tokio::test]
async fn who_may_only_plan_may_look_at_the_tables_that_are_estimated() {
    let world = World::in_process();
    world.table("customers").await;
    let migration = each(mark_done).build().unwrap();
    let may_look = async || {
        let migrator = world.migrator([migration.clone()]);
        let told = migrator
            .permissions(Role::Plan, &CheckItems::No)
            .await
            .unwrap();
        let name = world.db.table("customers");
        told.policy.to_json().contains(&name)
    };
    assert!(may_look().await);
    world
        .migrator([migration.clone()])
        .up_with(&everything())
        .await
        .unwrap();
    assert!(!may_look().await, "it is applied");
}
