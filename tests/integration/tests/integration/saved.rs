//! States and plans that are kept: planned without a request, and carried out only where nothing has moved.

use dynamig::migrator::Observe;
use dynamig::plan::Selection;
use dynamig::saved::{SavedPlan, State};
use dynamig::table::{AttributeType, Declaration, Definition, Index, Key, Role, Scope, Setting};
use dynamig::{CheckItems, Code, Consent, Error, Migration, Migrator, Registry, UpOptions};

use crate::given::World;

fn key(attribute: &str) -> Key {
    Key {
        attribute: attribute.into(),
        role: Role::Partition,
    }
}

pub(crate) fn table(name: &str) -> Declaration {
    let mut definition = Definition {
        name: name.into(),
        keys: vec![key("id")],
        ttl: Setting::On("expires_at".into()),
        ..Definition::default()
    };
    definition.define("id", AttributeType::String);
    Declaration::new(definition)
}

/// The same with an index.
pub(crate) fn indexed(name: &str) -> Declaration {
    let mut table = table(name);
    table.definition.define("email", AttributeType::String);
    table.definition.indexes.push(Index {
        keys: vec![key("email")],
        ..Index::new("by_email", Scope::Global)
    });
    table
}

pub(crate) fn migrator(
    world: &World,
    migrations: impl IntoIterator<Item = Migration>,
    tables: impl IntoIterator<Item = Declaration>,
) -> Migrator {
    let registry = Registry::of(migrations).unwrap_or_else(|_| Registry::empty());
    let registry = registry.with_tables(tables).unwrap();
    Migrator::with_registry(world.client(), world.settings(), registry)
}

pub(crate) async fn saved(migrator: &Migrator) -> SavedPlan {
    let (_, saved) = migrator
        .save_plan(&Selection::All, &CheckItems::No)
        .await
        .unwrap();
    // As it comes out of a file.
    SavedPlan::from_json(&saved.to_json().unwrap()).unwrap()
}

pub(crate) async fn carry_out(migrator: &Migrator, plan: &SavedPlan) -> Result<usize, Error> {
    let options = UpOptions::new().saved(plan.clone());
    Ok(migrator.up_with(&options).await?.plan.rows().len())
}

pub(crate) async fn refused(migrator: &Migrator, plan: &SavedPlan) -> String {
    let error = migrator
        .plan_saved(plan, &UpOptions::new())
        .await
        .unwrap_err();
    assert_eq!(error.code(), Code::PlanChanged, "{error}");
    let message = error.to_string();
    let error = carry_out(migrator, plan).await.unwrap_err();
    assert_eq!(error.to_string(), message);
    message
}

#[tokio::test]
async fn a_state_plans_and_compares_as_what_it_was_taken_of_without_a_request() {
    let world = World::new();
    migrator(&world, [world.migration(1, "a")], [table("customers")])
        .up()
        .await
        .unwrap();
    // Whoever looks knows nothing of the code that will be planned.
    let nobody = Migrator::with_registry(world.client(), world.settings(), Registry::empty());
    let state = nobody.observe(&[]).await.unwrap();
    let state = State::from_json(&state.to_json().unwrap()).unwrap();
    let newer = migrator(
        &world,
        world.three(),
        [indexed("customers"), table("orders")],
    );
    let plan = newer.plan(&Selection::All).await.unwrap();
    let diff = newer.diff().await.unwrap();

    let before = world.db.counts();
    let offline = newer.plan_from(&state, &Selection::All).unwrap();
    assert_eq!(offline.tables, plan.tables);
    let ids = |plan: &dynamig::plan::Plan| -> Vec<_> {
        plan.steps.iter().map(|step| step.id.to_string()).collect()
    };
    assert_eq!(ids(&offline), ["2_b", "3_c"]);
    assert_eq!(ids(&offline), ids(&plan));
    assert_eq!(newer.diff_from(&state).unwrap(), diff);
    assert_eq!(newer.status_from(&state).unwrap().summary.pending, 2);
    assert_eq!(world.db.counts().since(&before).total(), 0);
    assert!(diff.iter().all(|table| table.differs()));

    newer.up().await.unwrap();
    let left = newer.diff().await.unwrap();
    assert!(!left.iter().any(|table| table.differs()), "{left:?}");
}

#[tokio::test]
async fn a_table_that_was_listed_and_not_looked_at_is_refused_until_it_is_named() {
    let world = World::new();
    let settings = world.settings();
    migrator(&world, [], [table("customers")])
        .up()
        .await
        .unwrap();
    // A namespace of its own knows nothing of the table, and may not list it.
    let other = dynamig::Settings::new("billing")
        .unwrap()
        .with_engine(dynamig::settings::Engine::Embedded)
        .with_table_prefix(settings.table_prefix());
    let registry = Registry::of_tables([table("customers")]).unwrap();
    let billing = Migrator::with_registry(world.client(), other.clone(), registry);
    let nobody = Migrator::with_registry(world.client(), other, Registry::empty());
    world.db.deny("ListTables");
    let state = nobody.observe(&[]).await.unwrap();
    assert_eq!(state.listed, None);
    let error = billing.plan_from(&state, &Selection::All).unwrap_err();
    assert_eq!(error.code(), Code::TableUnlooked, "{error}");
    let state = nobody.observe(&["customers".to_owned()]).await.unwrap();
    let plan = billing.plan_from(&state, &Selection::All).unwrap();
    assert_eq!(plan.tables.refusals[0].code, Code::TableUnmanaged);
    // Behind a prefix, what is listed is looked at.
    world.db.allow_all();
    let state = nobody.observe(&[]).await.unwrap();
    assert!(billing.plan_from(&state, &Selection::All).is_ok());
}

#[tokio::test]
async fn a_saved_plan_is_carried_out_and_once_more_there_is_nothing_to_do() {
    let world = World::new();
    let migrator = migrator(&world, world.three(), [indexed("customers")]);
    let plan = saved(&migrator).await;
    assert_eq!(carry_out(&migrator, &plan).await.unwrap(), 5);
    assert_eq!(world.ran.take(), ["up a", "up b", "up c"]);
    assert_eq!(carry_out(&migrator, &plan).await.unwrap(), 0);
    let log = migrator.log().await.unwrap();
    assert!(log.iter().all(|row| row.plan.as_deref() == Some(plan.id())));
}

#[tokio::test]
async fn a_plan_does_not_hold_once_another_hand_has_moved_the_history() {
    let world = World::new();
    let migrator = migrator(&world, world.three(), []);
    let plan = saved(&migrator).await;
    // Somebody does the first step of that very plan.
    migrator.run_only("a", &UpOptions::new()).await.unwrap();
    world.ran.take();
    let says = refused(&migrator, &plan).await;
    assert!(
        says.starts_with(
            "the plan does not hold any more: the history has moved: `finish` of migration 1_a by "
        ),
        "{says}"
    );
    assert!(world.ran.take().is_empty());
    let plan = saved(&migrator).await;
    assert_eq!(carry_out(&migrator, &plan).await.unwrap(), 2);
}

#[tokio::test]
async fn a_plan_does_not_hold_once_another_hand_has_changed_a_table() {
    let world = World::new();
    migrator(&world, [], [table("customers")])
        .up()
        .await
        .unwrap();
    let migrator = migrator(&world, [], [indexed("customers"), table("orders")]);
    let plan = saved(&migrator).await;
    let real = world.db.table("customers");
    let update = |enabled| {
        let stream = aws_sdk_dynamodb::types::StreamSpecification::builder()
            .stream_enabled(enabled)
            .set_stream_view_type(
                enabled.then_some(aws_sdk_dynamodb::types::StreamViewType::KeysOnly),
            );
        let update = world.client().update_table().table_name(&real);
        update.stream_specification(stream.build().unwrap()).send()
    };
    update(true).await.unwrap();
    let says = refused(&migrator, &plan).await;
    assert_eq!(
        says,
        "the plan does not hold any more: table `customers` has moved: its stream is another"
    );
    update(false).await.unwrap();
    assert_eq!(carry_out(&migrator, &plan).await.unwrap(), 3);
}

#[tokio::test]
async fn a_plan_of_other_code_is_refused() {
    let world = World::new();
    let plan = saved(&migrator(
        &world,
        [world.migration(1, "a")],
        [table("customers")],
    ))
    .await;
    let edited = world
        .noting(1, "a")
        .fingerprint("1:edited")
        .build()
        .unwrap();
    let says = refused(&migrator(&world, [edited], [table("customers")]), &plan).await;
    assert!(
        says.ends_with("it was made of other code: migration 1_a is another"),
        "{says}"
    );
    let other = migrator(&world, [world.migration(1, "a")], [indexed("customers")]);
    let says = refused(&other, &plan).await;
    assert!(
        says.ends_with("it was made of other code: table `customers` is another"),
        "{says}"
    );
}

#[tokio::test]
async fn a_saved_plan_agrees_to_no_hazard() {
    let world = World::new();
    migrator(&world, [], [table("customers")])
        .up()
        .await
        .unwrap();
    let put = world
        .client()
        .put_item()
        .table_name(world.db.table("customers"));
    put.item("id", aws_sdk_dynamodb::types::AttributeValue::S("1".into()))
        .send()
        .await
        .unwrap();
    let migrator = migrator(&world, [], [indexed("customers")]);
    let plan = saved(&migrator).await;
    let error = carry_out(&migrator, &plan).await.unwrap_err();
    assert_eq!(error.code(), Code::ConsentNeeded, "{error}");
    let options = UpOptions::new().saved(plan).consent(Consent::Breaking);
    assert_eq!(options.observe, Observe::Always);
    migrator.up_with(&options).await.unwrap();
}
