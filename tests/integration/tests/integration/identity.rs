//! Who ran, as the rows, the audit log and the lock say it.

use dynamig::identity::Identity;

use crate::given::{World, row_of};

#[tokio::test]
async fn history_and_lock_name_the_identity_that_a_migrator_was_given() {
    let world = World::new();
    let mut identity = Identity::of_this_process();
    identity.actor = "release-bot".to_owned();
    identity.host = "build-7".to_owned();
    identity.pid = 4711;
    identity.git_revision = Some("0f1e2d3".to_owned());
    identity.package_version = Some("1.4.0".to_owned());
    let settings = world.settings().with_actor("somebody else");
    let migrator = world
        .migrator_with(settings, [world.migration(1, "a")])
        .with_identity(identity);
    migrator.up().await.unwrap();
    let row = row_of(&migrator, "1_a").await;
    assert_eq!(row.applied_by.as_deref(), Some("release-bot on build-7"));
    let log = migrator.log().await.unwrap();
    assert_eq!(log.len(), 2, "{log:?}");
    for row in log {
        assert_eq!((&*row.actor, &*row.host), ("release-bot", "build-7"));
        let code = (row.git_revision.as_deref(), row.package_version.as_deref());
        assert_eq!(code, (Some("0f1e2d3"), Some("1.4.0")));
    }
    let lock = migrator.lock().await.unwrap().unwrap();
    let holder = (&*lock.actor, &*lock.host, lock.pid);
    assert_eq!(holder, ("release-bot", "build-7", 4711));
}

#[tokio::test]
async fn the_actor_of_the_settings_ran_it_on_this_host() {
    let world = World::new();
    let settings = world.settings().with_actor("orders-service");
    let migrator = world.migrator_with(settings, [world.migration(1, "a")]);
    migrator.up().await.unwrap();
    let row = row_of(&migrator, "1_a").await;
    let here = Identity::of_this_process().host;
    assert_eq!(row.applied_by, Some(format!("orders-service on {here}")));
}
