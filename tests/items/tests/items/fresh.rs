//! Over tables that the same run has made.

use dynamig::table::Declaration;
use dynamig::{Context, Migration, Migrator, Registry, Result, Table};

use crate::given::{World, everything, item, mark_done, options, s};

#[derive(dynamig::Table)]
#[table(name = "customers", billing = on_demand)]
struct Customer {
    #[table(partition_key)]
    id: String,
}

fn migrator(world: &World, first: Option<Migration>) -> Migrator {
    let items =
        Migration::builder(2, "each").items("customers", |item, _| async { mark_done(item) });
    let items = items.item_options(options()).build().unwrap();
    let registry = Registry::of(first.into_iter().chain([items])).unwrap();
    let table = Declaration::new(Customer::definition().unwrap());
    let registry = registry.with_tables([table]).unwrap();
    Migrator::with_registry(world.client(), world.settings(), registry)
}

async fn fill(cx: Context) -> Result<()> {
    let put = cx.client().put_item().set_table_name(cx.table("customers"));
    put.set_item(Some(item([("id", s("1"))]))).send().await?;
    Ok(())
}

#[tokio::test]
async fn a_table_that_stays_empty_is_recorded_and_not_gone_through() {
    let world = World::new();
    let migrator = migrator(&world, None);
    migrator.up_with(&everything()).await.unwrap();
    let row = &migrator.read_history().await.unwrap().rows[0];
    assert_eq!(row.note.as_deref(), Some("empty"));
}

#[tokio::test]
async fn what_an_earlier_migration_of_the_run_put_there_is_seen() {
    let world = World::new();
    let fill = Migration::builder(1, "fill").up(fill);
    let migrator = migrator(&world, Some(fill.build().unwrap()));
    let report = migrator.up_with(&everything()).await.unwrap();
    assert_eq!(report.done.len(), 2);
    let row = &migrator.read_history().await.unwrap().rows[1];
    assert_eq!(row.note, None);
    assert!(world.items("customers").await["1"].contains_key("done"));
}
