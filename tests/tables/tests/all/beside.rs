//! Beside somebody else who manages the same tables: Terraform, CloudFormation, or a person.

use aws_sdk_dynamodb::types::{
    BillingMode, ProvisionedThroughput, StreamSpecification, StreamViewType, Tag as SdkTag,
};
use dynamig::Settings;
use dynamig::settings::{Engine, Manage};
use dynamig::table::{Definition, Setting, StreamView, Tag};

use crate::given::{declare, indexed, orders, provisioned, with};
use crate::world::{World, all_of_it, everything, paused};

/// Everything of it is other than in [`orders`].
fn wanted() -> Definition {
    with(indexed(["email"]), |table| {
        table.stream = Setting::On(StreamView::NewImage);
        table.deletion_protection = Setting::On(());
        table.tags = vec![Tag {
            key: "team".to_owned(),
            value: Some("a".to_owned()),
        }];
    })
}

async fn up_and_contract(world: &World, settings: Settings, definition: Definition) {
    let migrator = world.migrator_with(settings, [declare(definition)]);
    migrator.up_with(&everything()).await.unwrap();
    migrator.contract(&all_of_it()).await.unwrap();
}

#[test]
fn what_is_only_compared_is_told_and_never_changed() {
    paused(async {
        let world = World::new();
        dynamig_harness::create_table_by_id(&world.client(), &world.db.table("orders")).await;
        let settings = world.settings().with_manage(Manage::Verify);
        up_and_contract(&world, settings.clone(), wanted()).await;
        assert_eq!(world.accepted("orders").len(), 1, "somebody else's");
        let migrator = world.migrator_with(settings, [declare(wanted())]);
        let plan = migrator.plan(&dynamig::plan::Selection::All).await.unwrap();
        let told: Vec<_> = plan
            .tables
            .differences
            .iter()
            .map(|(_, one)| one.property)
            .collect();
        assert_eq!(told.len(), 4, "{told:?}");
    });
}

#[test]
fn where_only_indexes_are_managed_nothing_else_is_touched() {
    paused(async {
        let world = World::new();
        world.bring(&declare(orders())).await;
        let settings = world
            .settings()
            .with_table_manage("orders", Manage::Indexes);
        up_and_contract(&world, settings.clone(), wanted()).await;
        let held = world.law().held(&world.db.table("orders")).unwrap();
        assert_eq!(held["GlobalSecondaryIndexes"][0]["IndexName"], "by_email");
        assert_eq!(held["DeletionProtectionEnabled"], false);
        assert!(held["StreamViewType"].is_null() && held["Tags"]["team"].is_null());
        assert_eq!(world.accepted("orders").len(), 2);

        let without = with(wanted(), |table| table.indexes.clear());
        let without = with(without, |table| {
            table.attributes.retain(|one| one.name == "id")
        });
        up_and_contract(&world, settings, without).await;
        let held = world.law().held(&world.db.table("orders")).unwrap();
        assert!(held["GlobalSecondaryIndexes"].is_null());
        assert_eq!(world.accepted("orders").len(), 3);
    });
}

#[test]
fn what_is_ignored_is_left_to_somebody_else() {
    paused(async {
        let world = World::new();
        world.bring(&declare(provisioned(5))).await;
        let client = world.client();
        let units = ProvisionedThroughput::builder()
            .read_capacity_units(50)
            .write_capacity_units(50);
        let scaled = client.update_table().table_name(world.db.table("orders"));
        let scaled = scaled.provisioned_throughput(units.build().unwrap());
        scaled.send().await.unwrap();
        world.pass(1).await;
        let held = || world.law().held(&world.db.table("orders")).unwrap();
        let arn = format!(
            "arn:aws:dynamodb:us-east-1:000000000000:table/{}",
            world.db.table("orders")
        );
        let tag = SdkTag::builder()
            .key("team")
            .value("theirs")
            .build()
            .unwrap();
        client
            .tag_resource()
            .resource_arn(arn)
            .tags(tag)
            .send()
            .await
            .unwrap();
        world.pass(1).await;

        let settings =
            "namespace = \"shop\"\n[env.prod.tables.orders]\nignore = [\"tags\", \"capacity\"]\n";
        let settings = Settings::from_toml(settings, Some("prod")).unwrap();
        let settings = settings
            .with_engine(Engine::Aws)
            .with_table_prefix(world.db.prefix());
        let ours = with(provisioned(6), |table| {
            table.tags = wanted().tags;
            table.stream = Setting::On(StreamView::NewImage);
        });
        up_and_contract(&world, settings, ours).await;
        assert_eq!(held()["ProvisionedThroughput"]["ReadCapacityUnits"], 50);
        assert_eq!(held()["Tags"]["team"], "theirs");
        assert_eq!(held()["StreamViewType"], "NEW_IMAGE");
    });
}

#[test]
fn a_stream_that_is_not_declared_survives_everything_with_its_consumer() {
    paused(async {
        let world = World::new();
        world.bring(&declare(orders())).await;
        let real = world.db.table("orders");
        let on = StreamSpecification::builder()
            .stream_enabled(true)
            .stream_view_type(StreamViewType::OldImage);
        let theirs = world.client().update_table().table_name(&real);
        let theirs = theirs.stream_specification(on.build().unwrap());
        theirs.send().await.unwrap();
        world.pass(1).await;
        let stream = async || {
            let described = world
                .client()
                .describe_table()
                .table_name(&real)
                .send()
                .await;
            let table = described.unwrap().table.unwrap();
            (table.latest_stream_arn, table.stream_specification)
        };
        let before = stream().await;
        assert!(before.0.is_some());
        for (revision, definition) in (2..).zip([
            indexed(["email", "name"]),
            indexed(["name"]),
            provisioned(5),
            orders(),
        ]) {
            let mut table = declare(definition);
            table.revision = revision;
            world.bring(&table).await;
            assert_eq!(stream().await, before);
        }
        let described = world
            .client()
            .describe_table()
            .table_name(&real)
            .send()
            .await;
        let billing = described
            .unwrap()
            .table
            .unwrap()
            .billing_mode_summary
            .unwrap();
        assert_eq!(billing.billing_mode, Some(BillingMode::PayPerRequest));
        assert_eq!(world.rejected(), []);
    });
}
