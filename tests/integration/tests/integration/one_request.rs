//! A no-op is one request, however much is applied.

use crate::given::World;

async fn requests_of_a_noop(migrations: u64) -> (u64, u64) {
    let world = World::new();
    let all: Vec<_> = (1..=migrations)
        .map(|version| world.migration(version, &format!("m{version}")))
        .collect();
    let migrator = world.migrator(all.clone());
    if migrations > 100 {
        migrator
            .baseline(&dynamig::BaselineOptions::default())
            .await
            .unwrap();
    } else {
        migrator.up().await.unwrap();
    }
    // Another process: nothing is remembered but what is stored.
    let migrator = world.migrator(all);
    let before = world.db.counts();
    assert!(migrator.up().await.unwrap().is_up_to_date());
    let counts = world.db.counts().since(&before);
    (counts.total(), counts.of("GetItem"))
}

#[tokio::test]
async fn a_noop_is_one_get_item_with_one_applied_migration() {
    assert_eq!(requests_of_a_noop(1).await, (1, 1));
}

#[tokio::test]
async fn a_noop_is_one_get_item_with_a_thousand_applied_migrations() {
    assert_eq!(requests_of_a_noop(1000).await, (1, 1));
}
