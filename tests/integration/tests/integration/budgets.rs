//! What AWS grants a table only so often is remembered.

use dynamig::plan::Selection;
use dynamig::settings::Engine;
use dynamig::table::{AttributeType, Budget, Declaration, Definition, Key, Role, Setting};
use dynamig::{Migrator, Registry, Settings};

use crate::given::World;

fn expiring(ttl: Setting<String>) -> Declaration {
    let mut definition = Definition {
        name: "sessions".into(),
        keys: vec![Key {
            attribute: "id".into(),
            role: Role::Partition,
        }],
        ttl,
        ..Definition::default()
    };
    definition.define("id", AttributeType::String);
    Declaration::new(definition)
}

#[tokio::test(start_paused = true)]
async fn a_change_of_the_time_to_live_is_remembered_and_the_next_one_told_to_wait() {
    let world = World::under_the_law();
    let migrator = |ttl| {
        let registry = Registry::of_tables([expiring(ttl)]).unwrap();
        let settings = Settings::new("shop")
            .unwrap()
            .with_engine(Engine::Aws)
            .with_table_prefix(world.db.prefix());
        Migrator::with_registry(world.client(), settings, registry)
    };
    migrator(Setting::On("expires_at".into()))
        .up()
        .await
        .unwrap();
    let to_off = migrator(Setting::Off);
    let plan = to_off.plan(&Selection::All).await.unwrap();
    let [off] = &plan.tables.held[..] else {
        panic!("{plan:?}")
    };
    let [spending] = &off.spends[..] else {
        panic!("{off:?}")
    };
    assert_eq!((spending.budget, spending.spent), (Budget::Ttl, 1));
    let last = spending.last.unwrap();
    assert_eq!(spending.not_before, Some(last + 31 * 60));
}
