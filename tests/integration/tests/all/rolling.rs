//! Old and new programs of a rolling deploy, side by side.

use crate::given::{World, states};

#[tokio::test]
async fn an_older_program_turns_nothing_back_and_is_not_in_the_way() {
    let world = World::new();
    let old = || [world.migration(1, "a"), world.migration(2, "b")];
    let new = || {
        [
            world.migration(1, "a"),
            world.migration(2, "b"),
            world.migration(3, "c"),
        ]
    };
    world.migrator(old()).up().await.unwrap();
    world.migrator(new()).up().await.unwrap();
    world.ran.take();
    let writes = world.db.counts().writes();
    for program in [
        old().to_vec(),
        new().to_vec(),
        old().to_vec(),
        old().to_vec(),
        new().to_vec(),
    ] {
        assert!(world.migrator(program).up().await.unwrap().is_up_to_date());
    }
    assert!(world.ran.take().is_empty());
    assert_eq!(world.db.counts().writes(), writes);
    assert_eq!(states(&world.migrator(new())).await.len(), 3);
}

#[tokio::test]
async fn an_older_revision_does_not_take_back_what_a_newer_one_accepted() {
    let world = World::new();
    let old = || world.migration(1, "a");
    let new = || {
        world
            .noting(1, "a")
            .fingerprint("1:new")
            .revision(2)
            .build()
            .unwrap()
    };
    world.migrator([old()]).up().await.unwrap();
    world.migrator([new()]).up().await.unwrap();
    world.migrator([old()]).up().await.unwrap();
    let migrator = world.migrator([new()]);
    let before = world.db.counts();
    assert!(migrator.up().await.unwrap().is_up_to_date());
    assert_eq!(world.db.counts().since(&before).total(), 1);
}
