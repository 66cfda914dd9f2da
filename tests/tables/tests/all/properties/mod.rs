//! Every property that is managed, through its life: created with, changed, switched off, on again, no longer declared.
//! What is sent each time is pinned.

mod indexes;
mod settings;
mod throughput;

use dynamig::table::{Declaration, Definition};
use serde_json::Value;

use crate::given::declare;
use crate::world::{World, all_of_it, everything, paused};

/// What a table is declared as, one after the other.
type Life = Vec<(&'static str, Definition)>;

/// Takes a table through its life, under AWS's law and on the embedded engine as it is. At each stop nothing is left to
/// do, and running again sends nothing.
fn live_through(life: Life) -> String {
    paused(async {
        let embedded = World::embedded();
        let world = World::new();
        let mut told = String::new();
        for (revision, (stop, definition)) in (1..).zip(life) {
            let mut table = declare(definition);
            table.revision = revision;
            let before = world.accepted("orders").len();
            world.bring(&table).await;
            told.push_str(&format!("{stop}\n"));
            for sent in world.accepted("orders").split_off(before) {
                let body = without_names(sent.body);
                told.push_str(&format!("  {} {body}\n", sent.operation));
            }
            assert_nothing_to_do(&world, &table).await;
            embedded.bring(&table).await;
            assert_nothing_to_do(&embedded, &table).await;
            // No budget in time is what these are about.
            world.pass(60 * 24 * 31).await;
        }
        assert_eq!(world.rejected(), []);
        told
    })
}

async fn assert_nothing_to_do(world: &World, table: &Declaration) {
    let plan = world.plan(table).await;
    assert_eq!(plan.steps, []);
    assert_eq!(plan.held, []);
    assert_eq!(plan.refusals, []);
    let migrator = world.migrator([table.clone()]);
    let contract = migrator.plan_contract(&all_of_it()).await.unwrap();
    assert!(contract.is_empty());
    let before = world.changes();
    let again = migrator.up_with(&everything()).await.unwrap();
    assert!(again.is_up_to_date());
    assert!(again.plan.is_empty());
    assert!(world.contract(table).await.unwrap().plan.is_empty());
    assert_eq!(world.changes(), before, "nothing is sent");
}

/// The request without what differs from run to run.
fn without_names(mut body: Value) -> Value {
    let members = body.as_object_mut().unwrap();
    members.remove("TableName");
    members.remove("ResourceArn");
    body
}
