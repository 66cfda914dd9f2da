//! An environment that begins anew.

use dynamig::settings::{Engine, Manage};
use dynamig::table::{Declaration, Presence, Setting, TableState};
use dynamig::{Code, Consent, Migrator, Registry, Settings};

use crate::contract::is_there;
use crate::given::{World, ids};
use crate::tables::{customers, migrator};

fn orders() -> Declaration {
    let mut table = customers();
    table.definition.name = "orders".into();
    table.definition.deletion_protection = Setting::On(());
    table
}

fn with(world: &World, settings: Settings, tables: Vec<Declaration>) -> Migrator {
    let registry = Registry::of(world.three()).unwrap();
    let registry = registry.with_tables(tables).unwrap();
    Migrator::with_registry(world.client(), settings, registry)
}

#[tokio::test]
async fn what_is_managed_is_deleted_with_all_rows_and_up_makes_it_again() {
    let world = World::new();
    let migrator = with(&world, world.settings(), vec![customers(), orders()]);
    migrator.up().await.unwrap();
    world.ran.take();
    let planned = migrator.plan_clear().await.unwrap();
    assert_eq!(planned.tables, ["customers", "orders"]);
    assert!(is_there(&world, "orders").await, "planning deletes nothing");
    let error = migrator.clear_namespace(Consent::Safe).await;
    assert_eq!(error.unwrap_err().code(), Code::ConsentNeeded);

    let cleared = migrator
        .clear_namespace(Consent::Destructive)
        .await
        .unwrap();
    assert_eq!(cleared, planned);
    assert_eq!(ids(&cleared.migrations), ["1_a", "2_b", "3_c"]);
    assert!(!is_there(&world, "customers").await && !is_there(&world, "orders").await);
    let history = migrator.read_history().await.unwrap();
    assert!(history.rows.is_empty() && history.tables.is_empty());
    let before = world.db.counts();
    let again = migrator
        .clear_namespace(Consent::Destructive)
        .await
        .unwrap();
    assert_eq!(again, Default::default());
    assert_eq!(
        world.db.counts().since(&before).total(),
        1,
        "a Query, and no lock"
    );

    let up = migrator.up().await.unwrap();
    assert_eq!((up.done.len(), up.plan.tables.steps.len()), (3, 2));
    assert!(is_there(&world, "orders").await);
}

#[tokio::test]
async fn what_is_released_compared_or_somebody_elses_stays() {
    let world = World::new();
    let mut products = customers();
    products.definition.name = "products".into();
    let billing = Settings::new("billing")
        .unwrap()
        .with_engine(Engine::Embedded);
    let billing = billing.with_table_prefix(world.db.prefix());
    let theirs = Registry::of_tables([products.clone()]).unwrap();
    let theirs = Migrator::with_registry(world.client(), billing, theirs);
    theirs.up().await.unwrap();
    migrator(&world, [customers(), orders()])
        .up()
        .await
        .unwrap();
    migrator(&world, [customers()]).up().await.unwrap();

    let compares = world.settings().with_manage(Manage::Verify);
    let registry = Registry::of_tables([products]).unwrap();
    let compares = Migrator::with_registry(world.client(), compares, registry);
    assert_eq!(compares.plan_clear().await.unwrap().tables.len(), 0);

    let ours = migrator(&world, [customers()]);
    let cleared = ours.clear_namespace(Consent::Destructive).await.unwrap();
    assert_eq!(cleared.tables, ["customers"]);
    for table in ["orders", "products"] {
        assert!(is_there(&world, table).await, "{table}");
    }
    let rows = ours.read_history().await.unwrap().tables;
    assert_eq!(rows["orders"].state, TableState::Released);
    assert_eq!(rows.len(), 1);
}

#[tokio::test]
async fn a_dropped_tables_row_goes_so_that_an_older_declaration_makes_it_again() {
    let world = World::new();
    migrator(&world, [customers()]).up().await.unwrap();
    let mut dropped = customers();
    dropped.presence = Presence::Dropped;
    let dropping = migrator(&world, [dropped]);
    dropping.up().await.unwrap();
    let consent = dynamig::ContractOptions::new().consent(Consent::Destructive);
    dropping.contract(&consent).await.unwrap();
    let older = migrator(&world, [customers()]);
    assert!(older.up().await.unwrap().plan.is_empty(), "outdated");
    older.clear_namespace(Consent::Destructive).await.unwrap();
    older.up().await.unwrap();
    assert!(is_there(&world, "customers").await);
}

#[tokio::test]
async fn refused_at_any_request_it_goes_on_when_it_is_run_again() {
    for cut in 1.. {
        let world = World::in_process();
        let registry = Registry::of([world.migration(1, "a")]).unwrap();
        let registry = registry.with_tables([orders()]).unwrap();
        let migrator = Migrator::with_registry(world.client(), world.settings(), registry);
        migrator.up().await.unwrap();
        let fault = world.db.faults().any().nth(cut);
        fault.answer(400, "ValidationException", "not today");
        let refused = migrator.clear_namespace(Consent::Destructive).await;
        let was_struck = world.db.faults().struck() > 0;
        world.db.faults().clear();
        // A renewal beside the work may be refused, and is tried again.
        assert!(refused.is_ok() || was_struck, "cut at {cut}: {refused:?}");
        migrator
            .clear_namespace(Consent::Destructive)
            .await
            .unwrap();
        assert!(!is_there(&world, "orders").await);
        let history = migrator.read_history().await.unwrap();
        assert!(history.rows.is_empty() && history.tables.is_empty());
        if !was_struck {
            return;
        }
    }
}

#[tokio::test]
async fn a_protected_environment_is_not_cleared() {
    let world = World::new();
    let migrator = with(&world, world.protected(), vec![customers()]);
    migrator.up().await.unwrap();
    let error = migrator.clear_namespace(Consent::Destructive).await;
    assert_eq!(error.unwrap_err().code(), Code::WrongTarget);
    assert!(is_there(&world, "customers").await);
}
