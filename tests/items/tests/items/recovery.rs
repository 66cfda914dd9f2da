//! Point-in-time recovery as a condition, under AWS's law.

use std::time::Duration;

use aws_sdk_dynamodb::types::PointInTimeRecoverySpecification;
use dynamig::history::Status;
use dynamig::migration::{MaxErrors, Rate};
use dynamig::plan::DownSelection;
use dynamig::settings::Protection;
use dynamig::table::{Declaration, Recovery, Setting};
use dynamig::{
    Code, Consent, DownOptions, Item, Migration, Migrator, RedoOptions, Registry, ResetOptions,
    RetryOptions, Table,
};

use crate::given::{World, each, everything, mark_done, options, paused};

#[derive(dynamig::Table)]
#[table(name = "customers", billing = on_demand)]
struct Customer {
    #[table(partition_key)]
    id: String,
}

/// What a program may declare of the recovery of its table.
#[derive(Clone, Copy)]
pub(crate) enum Declared {
    Nothing,
    On,
}

pub(crate) fn marks() -> Migration {
    let mut options = options();
    options.max_wcu = Some(Rate::Units(10_000));
    let both = each(mark_done).items_down(|item: Item, _| async { mark_done(item) });
    both.item_options(options).build().unwrap()
}

pub(crate) fn migrator(world: &World, declared: Declared, migrations: Vec<Migration>) -> Migrator {
    let mut definition = Customer::definition().unwrap();
    if let Declared::On = declared {
        definition.recovery = Setting::On(Recovery { days: None });
    }
    let tables = [Declaration::new(definition)];
    world.of(match migrations.is_empty() {
        true => Registry::of_tables(tables).unwrap(),
        false => Registry::of(migrations)
            .unwrap()
            .with_tables(tables)
            .unwrap(),
    })
}

/// A protected environment on AWS, whose table has items and no recovery.
pub(crate) async fn production() -> World {
    let world = World::on_aws();
    let tables = migrator(&world, Declared::Nothing, Vec::new());
    tables.up_with(&everything()).await.unwrap();
    world.fill("customers", 20).await;
    world
}

pub(crate) fn ready(world: &World) -> Migrator {
    migrator(world, Declared::Nothing, vec![marks()])
}

pub(crate) async fn switch_on(world: &World) {
    let on = PointInTimeRecoverySpecification::builder().point_in_time_recovery_enabled(true);
    let client = world.client();
    let update = client.update_continuous_backups();
    let update = update.table_name(world.db.table("customers"));
    let update = update.point_in_time_recovery_specification(on.build().unwrap());
    update.send().await.unwrap();
}

/// The reasons in the audit log, by what they are about.
async fn reasons(world: &World) -> Vec<(String, String)> {
    let log = ready(world).log().await.unwrap().into_iter();
    log.filter_map(|row| Some((row.command, row.reason?)))
        .collect()
}

fn reason(command: &str, why: &str) -> (String, String) {
    (command.to_owned(), why.to_owned())
}

#[test]
fn a_table_that_cannot_be_recovered_is_refused_before_anything_is_written() {
    paused(async {
        let world = production().await;
        let before = world.db.counts();
        let error = ready(&world).up_with(&everything()).await.unwrap_err();
        assert_eq!((error.code(), error.code().exit()), (Code::RecoveryOff, 4));
        let text = error.to_string().replace(world.db.prefix(), "");
        insta::assert_snapshot!(text, @"an item migration is to run over table `customers` of a protected environment, whose point-in-time recovery is off");
        assert!(error.what_next().unwrap().contains("--no-pitr"));
        assert_eq!(world.db.counts().since(&before).writes(), 0);
        assert_eq!(ready(&world).read_history().await.unwrap().rows, []);
    });
}

/// A protected environment on AWS that has tables with items, and no history yet.
async fn found() -> World {
    let world = World::on_aws();
    world.table("customers").await;
    // Until it is made.
    tokio::time::sleep(Duration::from_secs(120)).await;
    world.fill("customers", 20).await;
    world
}

#[test]
fn what_the_first_up_is_refused_for_comes_before_anything_is_created() {
    paused(async {
        let world = found().await;
        let unpaced = each(mark_done).build().unwrap();
        for (migrator, options, code) in [
            (world.migrator([marks()]), everything(), Code::RecoveryOff),
            (
                world.migrator([marks()]),
                everything().no_pitr("exported").max_items(0),
                Code::LimitExceeded,
            ),
            (
                world.migrator([unpaced]),
                everything().no_pitr("exported"),
                Code::RateMissing,
            ),
            (
                ready(&world),
                everything().no_pitr("exported"),
                Code::TableUnmanaged,
            ),
        ] {
            let before = world.db.counts();
            let error = migrator.up_with(&options).await.unwrap_err();
            assert_eq!(error.code(), code, "{error}");
            let sent = world.db.counts().since(&before);
            assert_eq!((sent.writes(), sent.of("CreateTable")), (0, 0), "{code:?}");
        }
        let migrator = world.migrator([marks()]);
        let done = migrator.up_with(&everything().no_pitr("exported")).await;
        assert_eq!(done.unwrap().done.len(), 1);
    });
}

#[test]
fn a_reason_lets_it_run_and_the_audit_log_keeps_it() {
    paused(async {
        let world = production().await;
        let error = ready(&world).up_with(&everything().no_pitr("  ")).await;
        assert_eq!(error.unwrap_err().code(), Code::Usage);
        let options = everything().no_pitr("it was exported");
        ready(&world).up_with(&options).await.unwrap();
        assert_eq!(reasons(&world).await, [reason("start", "it was exported")]);
        let items = world.items("customers").await;
        assert!(items.values().all(|item| item.contains_key("done")));
    });
}

#[test]
fn who_goes_on_with_a_run_has_to_say_why_too() {
    paused(async {
        let world = production().await;
        let options = everything().no_pitr("it was exported");
        let limited = options.clone().max_items(5);
        let error = ready(&world).up_with(&limited).await.unwrap_err();
        assert_eq!(error.code(), Code::LimitReached);
        let error = ready(&world).up_with(&everything()).await.unwrap_err();
        assert_eq!(error.code(), Code::RecoveryOff);
        ready(&world).up_with(&options).await.unwrap();
    });
}

#[test]
fn where_it_is_on_or_is_switched_on_by_the_same_plan_nothing_is_asked() {
    paused(async {
        let world = production().await;
        switch_on(&world).await;
        ready(&world).up_with(&everything()).await.unwrap();

        let world = production().await;
        let declaring = migrator(&world, Declared::On, vec![marks()]);
        declaring.up_with(&everything()).await.unwrap();
        let rows = declaring.read_history().await.unwrap().rows;
        assert_eq!(rows[0].status, Status::Applied);

        // Another table that the same plan creates has nothing to lose.
        let world = World::on_aws();
        ready(&world).up_with(&everything()).await.unwrap();
    });
}

#[test]
fn what_goes_back_over_items_is_asked_as_well() {
    paused(async {
        let world = production().await;
        let up = everything().no_pitr("first");
        ready(&world).up_with(&up).await.unwrap();
        let consent = Consent::Destructive;
        let down = DownOptions::new(DownSelection::All).consent(consent);
        let redo = RedoOptions::new().consent(consent);
        let reset = ResetOptions::new().consent(consent);
        let before = world.db.counts();
        for refused in [
            ready(&world).down(&down).await,
            ready(&world).redo(&redo).await,
            ready(&world).reset(&reset).await,
        ] {
            assert_eq!(refused.unwrap_err().code(), Code::RecoveryOff);
        }
        assert_eq!(world.db.counts().since(&before).writes(), 0);
        ready(&world).redo(&redo.no_pitr("again")).await.unwrap();
        ready(&world).down(&down.no_pitr("back")).await.unwrap();
        let told = [
            reason("start", "first"),
            reason("start-reverting", "again"),
            reason("start", "again"),
            reason("start-reverting", "back"),
        ];
        assert_eq!(reasons(&world).await, told);
        ready(&world).up_with(&up).await.unwrap();
        ready(&world).reset(&reset.no_pitr("all")).await.unwrap();
    });
}

/// As [`marks`], and goes past the items that fail: the first, until it is mended.
fn failing(mended: bool) -> Migration {
    let mut options = options();
    options.max_wcu = Some(Rate::Units(10_000));
    options.max_errors = MaxErrors::Count(1);
    let function = move |item: Item| match item.string("id") {
        Some("000000") if !mended => Err("not this one".into()),
        _ => mark_done(item),
    };
    each(function).item_options(options).build().unwrap()
}

#[test]
fn items_that_failed_are_tried_again_under_the_same_condition() {
    paused(async {
        let world = production().await;
        let of = |migration| migrator(&world, Declared::Nothing, vec![migration]);
        let up = everything().no_pitr("first");
        let report = of(failing(false)).up_with(&up).await.unwrap();
        assert_eq!(report.failed.len(), 1);

        let (mended, before) = (of(failing(true)), world.db.counts());
        let error = mended.retry("each").await.unwrap_err();
        assert_eq!(error.code(), Code::RecoveryOff);
        assert!(error.what_next().unwrap().contains("--no-pitr"));
        let blank = RetryOptions::new().no_pitr(" ");
        let error = mended.retry_with("each", &blank).await.unwrap_err();
        assert_eq!(error.code(), Code::Usage);
        assert_eq!(world.db.counts().since(&before).writes(), 0);

        let again = RetryOptions::new().no_pitr("again");
        let retried = mended.retry_with("each", &again).await.unwrap();
        assert_eq!(retried.counts.written, 1);
        let told = [reason("start", "first"), reason("retry", "again")];
        assert_eq!(reasons(&world).await, told);

        switch_on(&world).await;
        mended.retry("each").await.unwrap();
    });
}

#[test]
fn an_environment_that_is_not_protected_is_not_asked() {
    paused(async {
        let world = production().await;
        let open = world.settings().with_protection(Protection::Open);
        let registry = Registry::of([marks()]).unwrap();
        let migrator = Migrator::with_registry(world.client(), open, registry);
        let before = world.db.counts();
        migrator.up_with(&everything()).await.unwrap();
        let asked = world.db.counts().since(&before);
        assert_eq!(asked.of("DescribeContinuousBackups"), 0);
    });
}
