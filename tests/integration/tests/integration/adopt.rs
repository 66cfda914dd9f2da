//! Tables that were there before dynamig.

use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType, Tag,
};
use dynamig::plan::tables::Adopting;
use dynamig::table::TableState;
use dynamig::{BaselineOptions, Code, Migrator, Registry, UpOptions};

use crate::given::{World, ids, told};
use crate::tables::{customers, customers_by_email, described, look, migrator};

/// Somebody else makes `customers`, with its key and nothing else.
async fn made_by_hand(world: &World) {
    let key = KeySchemaElement::builder()
        .attribute_name("id")
        .key_type(KeyType::Hash);
    let attribute = AttributeDefinition::builder()
        .attribute_name("id")
        .attribute_type(ScalarAttributeType::S);
    let create = world
        .client()
        .create_table()
        .table_name(world.db.table("customers"));
    let create = create.billing_mode(BillingMode::PayPerRequest);
    let create = create.key_schema(key.build().unwrap());
    let create = create.attribute_definitions(attribute.build().unwrap());
    create.send().await.unwrap();
}

async fn deleted_by_hand(world: &World) {
    let delete = world
        .client()
        .delete_table()
        .table_name(world.db.table("customers"));
    delete.send().await.unwrap();
}

fn tables() -> BaselineOptions {
    BaselineOptions::default().adopting(Adopting::Tables)
}

#[tokio::test]
async fn one_that_is_as_declared_is_adopted_and_then_there_is_nothing_to_do() {
    let world = World::new();
    made_by_hand(&world).await;
    let migrator = migrator(&world, [customers()]);
    let error = migrator.up().await.unwrap_err();
    insta::assert_snapshot!(told(&error), @r#"
    table `customers` is there, and dynamig does not manage it [table-unmanaged, exit 4]
    hint: `baseline --adopt-tables` adopts it as it is, and `up --adopt` also brings it to what is declared; `manage = "verify"` for it only compares it; or give it another name
    "#);
    let done = migrator.baseline(&tables()).await.unwrap();
    assert_eq!(done.tables.adopted, ["customers"]);
    assert!(done.tables.plan.is_empty());

    let before = world.db.counts();
    assert!(migrator.up().await.unwrap().plan.is_empty());
    assert_eq!(world.db.counts().since(&before).total(), 1, "one GetItem");
    let again = migrator.baseline(&tables()).await.unwrap();
    assert_eq!(again.tables.managed, ["customers"]);
    assert!(again.is_empty());
    let log = migrator.log().await.unwrap();
    assert_eq!(log.len(), 1);
    assert_eq!(log[0].command, "adopt-table");
}

#[tokio::test]
async fn adopting_changes_no_table_and_the_next_up_does_what_differs() {
    let world = World::new();
    made_by_hand(&world).await;
    let migrator = migrator(&world, [customers_by_email()]);
    let planned = migrator.plan_baseline(&tables()).await.unwrap();
    let before = world.db.counts();
    let done = migrator
        .baseline(&tables().agreed(planned.clone()))
        .await
        .unwrap();
    assert_eq!(done, planned);
    assert_eq!(world.db.counts().since(&before).of("UpdateTable"), 0);
    let differs = done.tables.plan.steps;
    assert_eq!(differs.len(), 2, "the index and the stream");
    assert_eq!(migrator.up().await.unwrap().plan.tables.steps, differs);
    let table = described(&world, "customers").await;
    assert_eq!(table.global_secondary_indexes().len(), 1);
}

#[tokio::test]
async fn migrations_are_baselined_in_the_same_command() {
    let world = World::new();
    made_by_hand(&world).await;
    let registry = Registry::of([world.migration(1, "a")]).unwrap();
    let registry = registry.with_tables([customers()]).unwrap();
    let migrator = Migrator::with_registry(world.client(), world.settings(), registry);
    let done = migrator.baseline(&tables()).await.unwrap();
    assert_eq!(ids(&done.migrations), ["1_a"]);
    assert_eq!(done.tables.adopted, ["customers"]);
    migrator.up().await.unwrap();
    assert!(world.ran.take().is_empty());
}

#[tokio::test]
async fn what_nobody_agreed_to_is_not_adopted() {
    let world = World::new();
    made_by_hand(&world).await;
    let migrator = migrator(&world, [customers()]);
    let error = migrator
        .baseline(&tables().agreed(Default::default()))
        .await;
    assert_eq!(error.unwrap_err().code(), Code::PlanChanged);
    assert!(migrator.read_history().await.unwrap().tables.is_empty());
}

#[tokio::test]
async fn one_with_another_key_is_refused_and_one_that_is_not_there_is_left_to_up() {
    let world = World::new();
    let absent = migrator(&world, [customers()]);
    let planned = absent.plan_baseline(&tables()).await.unwrap();
    assert_eq!(planned.tables.absent, ["customers"]);
    assert!(planned.is_empty());
    made_by_hand(&world).await;
    let mut other = customers();
    other.definition.keys[0].attribute = "number".into();
    other.definition.attributes[0].name = "number".into();
    let other = migrator(&world, [other]);
    let planned = other.plan_baseline(&tables()).await.unwrap();
    assert!(planned.is_empty());
    assert_eq!(
        planned.tables.plan.refusals[0].code,
        Code::TableChangeImpossible
    );
    let error = other.baseline(&tables()).await.unwrap_err();
    assert_eq!(error.code(), Code::TableChangeImpossible);
    assert!(other.read_history().await.unwrap().tables.is_empty());
}

#[tokio::test]
async fn up_takes_over_what_it_is_told_to_and_brings_it_to_what_is_declared() {
    let world = World::new();
    made_by_hand(&world).await;
    let migrator = migrator(&world, [customers_by_email()]);
    let options = UpOptions::new().adopting(Adopting::Stacks);
    let planned = migrator.plan_with(&options).await.unwrap();
    let done = migrator
        .up_with(&options.clone().agreed(planned))
        .await
        .unwrap();
    assert_eq!(done.plan.tables.steps.len(), 2);
    let rows = migrator.read_history().await.unwrap().tables;
    assert_eq!(rows["customers"].state, TableState::Managed);
    assert!(migrator.up_with(&look()).await.unwrap().plan.is_empty());
}

#[tokio::test]
async fn one_that_was_made_again_by_somebody_stops_everything_until_it_is_adopted() {
    for by_up in [true, false] {
        let world = World::new();
        let migrator = migrator(&world, [customers()]);
        migrator.up().await.unwrap();
        let known = migrator.read_history().await.unwrap().tables["customers"].clone();
        deleted_by_hand(&world).await;
        // An engine without ids tells tables apart by the second of their creation.
        while known.id.is_none() && now() <= known.created.unwrap() {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        made_by_hand(&world).await;
        let error = migrator.up_with(&look()).await.unwrap_err();
        assert_eq!(error.code(), Code::TableRecreated, "{error}");
        match by_up {
            true => {
                let options = UpOptions::new().adopting(Adopting::Stacks);
                assert!(migrator.up_with(&options).await.unwrap().plan.is_empty());
            }
            false => {
                let done = migrator.baseline(&tables()).await.unwrap();
                assert_eq!(done.tables.adopted, ["customers"]);
            }
        }
        assert!(migrator.up_with(&look()).await.unwrap().plan.is_empty());
    }
}

fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    i64::try_from(since.unwrap().as_secs()).unwrap()
}

#[tokio::test]
async fn a_stacks_table_is_adopted_only_on_purpose_and_stays_so() {
    // DynamoDB Local has no tags.
    let world = World::in_process();
    made_by_hand(&world).await;
    let arn = described(&world, "customers").await.table_arn.unwrap();
    let tag = Tag::builder()
        .key("aws:cloudformation:stack-name")
        .value("shop-stack");
    let tag = world
        .client()
        .tag_resource()
        .resource_arn(arn)
        .tags(tag.build().unwrap());
    tag.send().await.unwrap();
    let migrator = migrator(&world, [customers()]);
    let error = migrator.baseline(&tables()).await.unwrap_err();
    insta::assert_snapshot!(told(&error), @r#"
    table `customers` belongs to the CloudFormation stack `shop-stack` [table-owned, exit 4]
    hint: the stack would change it back: `manage = "verify"` for it only compares it; where the stack lets go of it, add `--adopt` to `up` or to `baseline --adopt-tables`
    "#);
    let stacks = BaselineOptions::default().adopting(Adopting::Stacks);
    let done = migrator.baseline(&stacks).await.unwrap();
    assert_eq!(done.tables.adopted, ["customers"]);
    // Later runs do not look at the tags of a table that declares none, and keep what is known of it.
    let mut tagged = customers_by_email();
    migrate(&world, tagged.clone()).await;
    let team = dynamig::table::Tag {
        key: "team".into(),
        value: Some("shop".into()),
    };
    tagged.definition.tags.push(team);
    migrate(&world, tagged).await;
}

async fn migrate(world: &World, table: dynamig::table::Declaration) {
    let done = migrator(world, [table]).up().await.unwrap();
    assert!(!done.plan.tables.is_empty());
}
