//! The policy of IAM for whoever runs an item migration.

use std::collections::BTreeSet;

use dynamig::CheckItems;
use dynamig::iam::Role;
use dynamig::migration::Writes;

use crate::given::{World, each, mark_done, options};

/// What is allowed on a table, by its logical name.
async fn allowed(world: &World, writes: Writes, table: &str) -> BTreeSet<String> {
    let mut options = options();
    options.writes = writes;
    let migration = each(mark_done).item_options(options).touches(["audit"]);
    let migrator = world.migrator([migration.build().unwrap()]);
    let permissions = migrator.permissions(Role::Deploy, &CheckItems::No).await;
    let policy = permissions.unwrap().policy;
    let name = format!("table/{}", world.db.table(table));
    let statements = policy.statement.into_iter();
    let about = statements.filter(|one| one.resource.iter().any(|arn| arn.ends_with(&name)));
    let actions = about.flat_map(|one| one.action);
    actions
        .map(|action| action.trim_start_matches("dynamodb:").to_owned())
        .collect()
}

#[tokio::test]
async fn the_table_and_those_that_it_touches_are_allowed() {
    let world = World::new();
    let single = [
        "DeleteItem",
        "DescribeTable",
        "PutItem",
        "Scan",
        "UpdateItem",
    ];
    let single = BTreeSet::from(single.map(str::to_owned));
    assert_eq!(allowed(&world, Writes::Single, "customers").await, single);
    let batch = allowed(&world, Writes::Batch, "customers").await;
    let more: Vec<_> = batch.difference(&single).collect();
    assert_eq!(more, ["PartiQLDelete", "PartiQLUpdate"]);
    let audit = allowed(&world, Writes::Batch, "audit").await;
    assert!(audit.contains("DescribeTable") && audit.contains("PutItem"));
}
