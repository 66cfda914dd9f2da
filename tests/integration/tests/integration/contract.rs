//! What tables lose, in a command of its own.

use dynamig::history::LogRow;
use dynamig::table::{Declaration, Presence, Setting, StreamView, TableState};
use dynamig::{Cancellation, Code, Consent, ContractOptions, Migrator, Registry};

use crate::given::{World, told};
use crate::tables::{customers, customers_by_email, described, migrator};

fn destroying() -> ContractOptions {
    ContractOptions::new().consent(Consent::Destructive)
}

fn dropped() -> Declaration {
    let mut table = customers();
    table.presence = Presence::Dropped;
    table
}

pub(crate) async fn is_there(world: &World, name: &str) -> bool {
    let real = world.db.table(name);
    let describe = world.client().describe_table().table_name(real);
    describe.send().await.is_ok()
}

async fn row(migrator: &Migrator) -> dynamig::table::TableRow {
    let history = migrator.read_history().await.unwrap();
    history.tables["customers"].clone()
}

async fn commands(migrator: &Migrator) -> Vec<String> {
    let log = migrator.log().await.unwrap();
    log.into_iter().map(|row: LogRow| row.command).collect()
}

#[tokio::test]
async fn an_index_that_is_no_longer_declared_is_held_until_contract_removes_it() {
    let world = World::new();
    migrator(&world, [customers_by_email()]).up().await.unwrap();
    let mut without = customers_by_email();
    without.definition.indexes.clear();
    without.definition.attributes.retain(|one| one.name == "id");
    let migrator = migrator(&world, [without]);
    let held = migrator.up().await.unwrap().plan.tables.held;
    assert_eq!(held.len(), 1);
    assert_eq!(row(&migrator).await.indexes.len(), 1);

    let error = migrator.contract(&ContractOptions::new()).await;
    assert_eq!(error.unwrap_err().code(), Code::ConsentNeeded);
    let done = migrator.contract(&destroying()).await.unwrap();
    assert_eq!(done.plan.tables.steps, held);
    let table = described(&world, "customers").await;
    assert!(table.global_secondary_indexes().is_empty());
    let row = row(&migrator).await;
    assert!(row.indexes.is_empty(), "it is no longer held: {row:?}");

    let before = world.db.counts();
    assert!(migrator.up().await.unwrap().plan.is_empty());
    let again = migrator.contract(&ContractOptions::new()).await.unwrap();
    assert!(again.plan.is_empty() && again.plan.tables.held.is_empty());
    let sent = world.db.counts().since(&before);
    assert_eq!(
        sent.of("UpdateItem") + sent.of("TransactWriteItems"),
        0,
        "no lock"
    );
}

#[tokio::test]
async fn a_dropped_table_is_deleted_with_its_protection_and_its_row_says_so() {
    let world = World::new();
    let mut protected = customers();
    protected.definition.deletion_protection = Setting::On(());
    migrator(&world, [protected.clone()]).up().await.unwrap();
    let mut declaration = protected;
    declaration.presence = Presence::Dropped;
    let migrator = migrator(&world, [declaration]);
    migrator.up().await.unwrap();
    assert!(is_there(&world, "customers").await);
    let done = migrator.contract(&destroying()).await.unwrap();
    let actions: Vec<_> = done
        .plan
        .tables
        .steps
        .iter()
        .map(|step| step.action())
        .collect();
    assert_eq!(
        actions,
        ["change", "delete"],
        "no engine here makes backups"
    );
    let notes: Vec<_> = done
        .plan
        .tables
        .notes
        .iter()
        .map(|note| &*note.message)
        .collect();
    assert!(notes[0].starts_with("no backup is made"), "{notes:?}");
    assert!(!is_there(&world, "customers").await);
    assert_eq!(row(&migrator).await.state, TableState::Dropped);

    let before = world.db.counts();
    migrator.up().await.unwrap();
    assert_eq!(world.db.counts().since(&before).total(), 1, "one GetItem");
}

#[tokio::test]
async fn what_newer_programs_declared_is_not_contracted_by_older_ones() {
    let world = World::new();
    migrator(&world, [customers()]).up().await.unwrap();
    migrator(&world, [customers_by_email()]).up().await.unwrap();
    let older = migrator(&world, [customers()]);
    let plan = older.contract(&destroying()).await.unwrap().plan;
    assert!(plan.is_empty());
    assert_eq!(plan.tables.notes.len(), 1);
    let table = described(&world, "customers").await;
    assert_eq!(table.global_secondary_indexes().len(), 1);
    let newer = migrator(&world, [dropped()]);
    newer.up().await.unwrap();
    newer.contract(&destroying()).await.unwrap();
    older.up().await.unwrap();
    assert!(
        !is_there(&world, "customers").await,
        "not made again either"
    );
}

#[tokio::test]
async fn it_is_refused_while_a_migration_is_not_settled_or_up_has_tables_to_bring() {
    let world = World::new();
    let first = migrator(&world, [customers()]);
    let error = first.contract(&destroying()).await.unwrap_err();
    insta::assert_snapshot!(told(&error), @"
    table `customers` is still to be changed by `up`: create the table [unsettled, exit 4]
    hint: run `up` first, then `contract` again
    ");
    first.up().await.unwrap();

    let fails = crate::given::Switch::on();
    let migrations = [
        world.migration(1, "a"),
        world.failing(2, "b", &fails).build().unwrap(),
    ];
    let registry = Registry::of(migrations).unwrap();
    let registry = registry.with_tables([dropped()]).unwrap();
    let migrator = Migrator::with_registry(world.client(), world.settings(), registry);
    let error = migrator.plan_contract(&destroying()).await.unwrap_err();
    insta::assert_snapshot!(told(&error), @"
    nothing is taken away from tables while migrations are not settled:
    - 1_a (pending)
    - 2_b (pending) [unsettled, exit 4]
    hint: run `up` first; `status` tells where they stand
    ");
    migrator.up().await.unwrap_err();
    let error = migrator.contract(&destroying()).await.unwrap_err();
    assert!(error.to_string().ends_with(":\n- 2_b (failed)"), "{error}");
    fails.turn_off();
    migrator.up().await.unwrap();

    let unlinked = Registry::of([world.migration(1, "a")]).unwrap();
    let unlinked = unlinked.with_tables([dropped()]).unwrap();
    let unlinked = Migrator::with_registry(world.client(), world.settings(), unlinked);
    let error = unlinked.contract(&destroying()).await.unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with(":\n- 2_b (applied, not linked)"),
        "{error}"
    );
    assert!(is_there(&world, "customers").await);
    migrator.contract(&destroying()).await.unwrap();
    assert!(!is_there(&world, "customers").await);
}

#[tokio::test]
async fn the_audit_log_keeps_why_there_is_no_backup() {
    let world = World::new();
    migrator(&world, [customers()]).up().await.unwrap();
    let migrator = migrator(&world, [dropped()]);
    migrator.up().await.unwrap();
    let silent = destroying().no_backup(" ");
    let error = migrator.contract(&silent).await.unwrap_err();
    assert_eq!(error.code(), Code::Usage);
    let options = destroying().no_backup("copied elsewhere");
    let done = migrator.contract(&options).await.unwrap();
    assert!(done.plan.tables.notes.is_empty());
    let log = migrator.log().await.unwrap();
    let [.., claimed, dropped] = &log[..] else {
        panic!("{log:?}")
    };
    assert_eq!(
        [&*claimed.command, &*dropped.command],
        ["claim-table", "drop-table"]
    );
    for row in [claimed, dropped] {
        assert_eq!(row.reason.as_deref(), Some("copied elsewhere"));
    }
}

#[tokio::test]
async fn a_plan_that_has_grown_since_somebody_agreed_to_it_is_refused() {
    let world = World::new();
    let mut orders = customers();
    orders.definition.name = "orders".into();
    migrator(&world, [customers(), orders.clone()])
        .up()
        .await
        .unwrap();
    let seen = migrator(&world, [dropped(), orders.clone()]);
    let agreed = seen.plan_contract(&destroying()).await.unwrap();
    orders.presence = Presence::Dropped;
    let more = migrator(&world, [dropped(), orders]);
    let error = more.contract(&destroying().agreed(agreed.clone())).await;
    assert_eq!(error.unwrap_err().code(), Code::PlanChanged);
    assert!(is_there(&world, "customers").await);
    let done = seen.contract(&destroying().agreed(agreed)).await.unwrap();
    assert_eq!(done.plan.tables.steps.len(), 1);
}

/// A table with an index and a stream to lose, and another one to lose whole.
fn richer() -> [Declaration; 2] {
    let mut orders = customers();
    orders.definition.name = "orders".into();
    orders.definition.deletion_protection = Setting::On(());
    [customers_by_email(), orders]
}

fn poorer() -> [Declaration; 2] {
    let [mut one, mut other] = richer();
    one.definition.indexes.clear();
    one.definition.attributes.retain(|one| one.name == "id");
    one.definition.stream = Setting::On(StreamView::KeysOnly);
    other.presence = Presence::Dropped;
    [one, other]
}

#[tokio::test]
async fn refused_at_any_request_it_goes_on_when_it_is_run_again() {
    for cut in 1.. {
        let world = World::in_process();
        migrator(&world, richer()).up().await.unwrap();
        let migrator = migrator(&world, poorer());
        migrator.up().await.unwrap();
        let fault = world.db.faults().any().nth(cut);
        fault.answer(400, "ValidationException", "not today");
        let refused = migrator.contract(&destroying()).await;
        let was_struck = world.db.faults().struck() > 0;
        world.db.faults().clear();
        // A renewal beside the work may be refused, and is tried again.
        assert!(refused.is_ok() || was_struck, "cut at {cut}: {refused:?}");
        // What was switched off to be switched on again is on again after the next `up`.
        match migrator.contract(&destroying()).await {
            Err(error) if error.code() == Code::Unsettled => {
                migrator.up().await.unwrap();
                migrator.contract(&destroying()).await.unwrap();
            }
            done => drop(done.unwrap()),
        }
        contracted(&world, &migrator).await;
        if !was_struck {
            return;
        }
    }
}

/// Nothing of what `poorer` does without is left, and it is all recorded.
async fn contracted(world: &World, migrator: &Migrator) {
    assert!(!is_there(world, "orders").await);
    let table = described(world, "customers").await;
    assert!(table.global_secondary_indexes().is_empty());
    let stream = table.stream_specification().unwrap();
    assert_eq!(
        stream.stream_view_type(),
        Some(&aws_sdk_dynamodb::types::StreamViewType::KeysOnly)
    );
    let rows = migrator.read_history().await.unwrap().tables;
    assert_eq!(rows["orders"].state, TableState::Dropped);
    assert!(rows["customers"].indexes.is_empty());
    let before = world.db.counts();
    migrator.up().await.unwrap();
    assert_eq!(world.db.counts().since(&before).total(), 1, "one GetItem");
}

#[tokio::test]
async fn it_stops_between_two_steps_when_it_is_asked_to() {
    let world = World::new();
    migrator(&world, richer()).up().await.unwrap();
    let stop = Cancellation::new();
    let migrator = migrator(&world, poorer());
    migrator.up().await.unwrap();
    let (stopped, stops) = (migrator.clone().with_cancellation(stop.clone()), stop);
    let stopped = stopped.with_events(move |_| stops.cancel());
    let error = stopped.contract(&destroying()).await.unwrap_err();
    assert_eq!(error.code(), Code::Interrupted, "{error}");
    assert!(!commands(&migrator).await.contains(&"drop-table".to_owned()));
}
