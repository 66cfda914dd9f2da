//! Services that share an account, a meta table, or a crate.

use dynamig::{Code, Migrator, Registry, Settings};

use crate::given::{World, states};

fn namespace(world: &World, name: &str) -> Settings {
    Settings::new(name)
        .unwrap()
        .with_engine(dynamig::settings::Engine::Embedded)
        .with_table_prefix(world.db.prefix())
}

#[tokio::test]
async fn two_services_share_a_meta_table_and_see_nothing_of_each_other() {
    let world = World::new();
    let orders = world.migrator_with(namespace(&world, "orders"), [world.migration(1, "a")]);
    let billing = world.migrator_with(namespace(&world, "billing"), [world.migration(1, "b")]);
    let (one, other) = tokio::join!(orders.up(), billing.up());
    one.unwrap();
    other.unwrap();
    assert_eq!(states(&orders).await, ["1_a applied"]);
    assert_eq!(states(&billing).await, ["1_b applied"]);
}

#[tokio::test]
async fn three_prefixes_have_three_histories() {
    let world = World::new();
    for name in ["red", "green", "blue"] {
        let settings = world
            .settings()
            .with_table_prefix(format!("{}{name}-", world.db.prefix()));
        world
            .migrator_with(settings, [world.migration(1, "a")])
            .up()
            .await
            .unwrap();
    }
    assert_eq!(world.ran.take(), ["up a", "up a", "up a"]);
}

#[tokio::test]
async fn a_shared_packages_migrations_belong_to_one_of_its_services() {
    let world = World::new();
    let shared = || world.noting(1, "shared").package("shared").build().unwrap();
    let own = |version, name: &str| world.noting(version, name).package(name).build().unwrap();
    let owner = world.migrator_with(namespace(&world, "orders"), [shared(), own(2, "orders")]);
    let settings = namespace(&world, "billing").with_foreign_package("shared", "orders");
    let registry =
        Registry::of_except([shared(), own(3, "billing")], settings.foreign_packages()).unwrap();
    let other = Migrator::with_registry(world.client(), settings, registry);
    other.up().await.unwrap();
    assert_eq!(world.ran.take(), ["up billing"]);
    owner.up().await.unwrap();
    assert_eq!(world.ran.take(), ["up shared", "up orders"]);
}

#[tokio::test]
async fn a_history_of_another_environment_or_package_is_refused_before_anything_is_written() {
    let world = World::new();
    let settings = |env: &str| world.settings().with_environment(env);
    world
        .migrator_with(settings("staging"), [world.migration(1, "a")])
        .up()
        .await
        .unwrap();
    world.ran.take();
    let writes = world.db.counts().writes();
    let migrations = || [world.migration(1, "a"), world.migration(2, "b")];
    let error = world
        .migrator_with(settings("prod"), migrations())
        .up()
        .await
        .unwrap_err();
    assert_eq!((error.code(), error.code().exit()), (Code::WrongTarget, 4));
    assert!(
        error
            .to_string()
            .contains("belongs to environment `staging`, not `prod`"),
        "{error}"
    );
    assert_eq!(world.db.counts().writes(), writes);
    assert!(world.ran.take().is_empty());
}
