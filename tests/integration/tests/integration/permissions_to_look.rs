//! The policies of IAM for who takes tables over, and for who looks at items: what is sent is allowed, and what is allowed
//! is sent.

use dynamig::iam::Role;
use dynamig::plan::Selection;
use dynamig::plan::tables::Adopting;
use dynamig::{BaselineOptions, CheckItems, Consent, Migrator, Registry, Settings, UpOptions};

use crate::check_items::{SCAN, by_email};
use crate::given::World;
use crate::permissions::{allowed, count, migrator, settings, since};
use crate::tables::{customers, look};

/// What is sent of what is allowed, and what is allowed on a table.
fn has(world: &World, needed: &crate::permissions::Needed, action: &str) -> bool {
    needed.contains(&(action.to_owned(), world.db.table("customers")))
}

/// The table, made by another namespace.
async fn somebody_elses(world: &World) {
    let settings: Settings = settings(world);
    let registry = Registry::of_tables([customers()]).unwrap();
    let billing = Settings::new("billing")
        .unwrap()
        .with_engine(settings.engine().clone())
        .with_table_prefix(world.db.prefix());
    let other = Migrator::with_registry(world.client(), billing, registry);
    other.up().await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn what_adopting_sends_is_allowed_and_what_is_allowed_is_sent() {
    let world = World::under_the_law();
    somebody_elses(&world).await;
    let adopting = migrator(&world, world.migration(1, "fill"), by_email());
    let policy = adopting
        .permissions(Role::Adopt, &CheckItems::No)
        .await
        .unwrap();
    let before = count(&world);
    let options = BaselineOptions::new(Selection::All).adopting(Adopting::Tables);
    let baselined = adopting.baseline(&options).await.unwrap();
    assert_eq!(baselined.tables.adopted, ["customers"]);
    let (sent, may) = (since(&world, before), allowed(&policy.policy));
    assert_eq!(
        sent.difference(&may).collect::<Vec<_>>(),
        Vec::<&(_, _)>::new()
    );
    assert!(has(&world, &sent, "ListTagsOfResource"), "{sent:?}");
    // Steps are forgotten where a migration is started anew or marked.
    let unused: Vec<_> = may.difference(&sent).collect();
    assert_eq!(unused, [&("DeleteItem".to_owned(), world.meta())]);

    // Of what is managed already nobody has to know the tags.
    adopting.up_with(&look()).await.unwrap();
    let again = adopting.permissions(Role::Adopt, &CheckItems::No).await;
    let may = allowed(&again.unwrap().policy);
    assert!(!has(&world, &may, "ListTagsOfResource"), "{may:?}");
    assert!(has(&world, &may, "DescribeTable"), "{may:?}");
}

#[tokio::test(start_paused = true)]
async fn who_checks_items_may_scan_the_tables_that_are_to_get_an_index_and_no_other() {
    let world = World::under_the_law();
    let first = migrator(&world, world.migration(1, "fill"), customers());
    first.up().await.unwrap();
    let next = migrator(&world, world.migration(1, "fill"), by_email());
    for role in [Role::Plan, Role::Deploy] {
        let without = next.permissions(role, &CheckItems::No).await.unwrap();
        assert!(!has(&world, &allowed(&without.policy), "Scan"), "{role:?}");
        let with = next.permissions(role, &SCAN).await.unwrap();
        let mut may = allowed(&with.policy);
        assert!(has(&world, &may, "Scan"), "{role:?}");
        may.remove(&("Scan".to_owned(), world.db.table("customers")));
        assert_eq!(may, allowed(&without.policy), "nothing else is added");
    }

    let policy = next.permissions(Role::Deploy, &SCAN).await.unwrap();
    let before = count(&world);
    let options = UpOptions::new().check_items(SCAN);
    let options = options.consent(Consent::Breaking);
    next.up_with(&options).await.unwrap();
    let (sent, may) = (since(&world, before), allowed(&policy.policy));
    assert!(has(&world, &sent, "Scan"), "{sent:?}");
    assert_eq!(
        sent.difference(&may).collect::<Vec<_>>(),
        Vec::<&(_, _)>::new()
    );

    // Where no index is to be made there is nothing to look at.
    let settled = next.permissions(Role::Deploy, &SCAN).await.unwrap();
    assert!(!has(&world, &allowed(&settled.policy), "Scan"));
}
