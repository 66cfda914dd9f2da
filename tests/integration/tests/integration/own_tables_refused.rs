//! What a migration asks for of tables and does not get.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use dynamig::table::ProjectionKind;
use dynamig::{BoxError, Code, Context, Error, Event};

use crate::given::{World, states};
use crate::own_tables::{migration, plain, things};

/// The error of dynamig's own that a migration failed with.
fn code(error: &BoxError) -> Option<Code> {
    error.downcast_ref::<Error>().map(Error::code)
}

#[tokio::test]
async fn another_table_of_that_name_is_not_taken_for_ours() {
    let world = World::new();
    let migration = migration(&world, |cx| async move {
        let tables = cx.tables();
        tables.create(&plain()).await?;
        let other = tables.create(&things("number")).await.unwrap_err();
        assert_eq!(other.code(), Code::TableChangeImpossible, "{other}");
        tables.create_index(&things("id"), "by_day").await?;
        let mut wider = things("id");
        wider.indexes[0].projection.kind = ProjectionKind::All;
        let other = tables.create_index(&wider, "by_day").await.unwrap_err();
        assert_eq!(other.code(), Code::TableChangeImpossible, "{other}");
        let mut broken = plain();
        broken.keys.clear();
        let broken = tables.create(&broken).await.unwrap_err();
        assert_eq!(broken.code(), Code::InvalidMigration, "{broken}");
        Ok(())
    });
    world.migrator([migration]).up().await.unwrap();
}

#[tokio::test]
async fn tables_that_a_migration_may_not_name_are_not_changed() {
    let world = World::new();
    let refused = Arc::new(Mutex::new(Vec::new()));
    let kept = refused.clone();
    let migration = world
        .noting(1, "a")
        .touches(["mine"])
        .up(move |cx: Context| {
            let kept = kept.clone();
            async move {
                for table in ["yours", "_dynamig"] {
                    let error: BoxError = cx.tables().delete(table).await.unwrap_err().into();
                    kept.lock().unwrap().push(code(&error));
                }
                Ok::<_, BoxError>(())
            }
        });
    let migrator = world.migrator([migration.build().unwrap()]);
    migrator.up().await.unwrap();
    let refused = refused.lock().unwrap().clone();
    // The name of dynamig's own table is no table's logical name.
    let codes = [Code::RequestRefused, Code::Configuration].map(Some);
    assert_eq!(refused, codes);
    assert_eq!(states(&migrator).await, ["1_a applied"]);
}

#[tokio::test]
async fn a_wait_is_told_and_ends_when_the_run_is_to_stop() {
    let world = World::new();
    let things = world.db.table("things");
    let busy = world
        .db
        .faults()
        .matching(move |seen| seen.operation == "CreateTable" && seen.tables.contains(&things));
    let says = "Attempt to change a resource which is still in use: Table is being created: things";
    busy.onwards().answer(400, "ResourceInUseException", says);
    let migration = migration(&world, |cx| async move {
        cx.tables().create(&plain()).await.map_err(BoxError::from)
    });
    let done = Arc::new(Mutex::new(0));
    let finished = done.clone();
    let migrator = world.migrator([migration]).with_events(move |event| {
        if matches!(event, Event::MigrationFinished { .. }) {
            *finished.lock().unwrap() += 1;
        }
    });
    let options = dynamig::UpOptions::new().deadline(Duration::from_millis(400));
    let error = migrator.up_with(&options).await.unwrap_err();
    assert_eq!(error.code(), Code::Interrupted, "{error}");
    assert_eq!(
        (*done.lock().unwrap(), world.db.faults().struck() > 1),
        (0, true)
    );
}
