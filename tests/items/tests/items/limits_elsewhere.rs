//! Limits of what runs cost that write to other tables too, each of which has a price of its own.

use aws_sdk_dynamodb::types::{BillingMode, ProvisionedThroughput};
use dynamig::estimate::Forecast;
use dynamig::plan::Selection;
use dynamig::{Code, Event, Item, Migration, Outcome, Write};

use crate::given::{Told, World, each, mark_done, options};
use crate::limits::{cost, customers};

/// Marks each customer, and puts a copy into another table.
fn copies() -> Migration {
    let mut options = options();
    options.page = Some(10);
    let both = each(|item: Item| {
        let copy = Item::new().with("id", item.get("id").unwrap().clone());
        Ok(match mark_done(item)? {
            Outcome::Update(item) => Outcome::Update(item).also(Write::put("copies", copy)),
            other => other,
        })
    });
    both.item_options(options).build().unwrap()
}

async fn shop(provisioned: &str) -> World {
    let world = customers().await;
    world.table("copies").await;
    let units = ProvisionedThroughput::builder()
        .read_capacity_units(10_000)
        .write_capacity_units(10_000);
    let client = world.client();
    let update = client
        .update_table()
        .table_name(world.db.table(provisioned));
    let update = update.billing_mode(BillingMode::Provisioned);
    let update = update.provisioned_throughput(units.build().unwrap());
    update.send().await.unwrap();
    world
}

/// How many items were marked when the run had cost 160 write units on demand, as it was told to.
async fn marked(world: &World) -> u64 {
    let migrator = world.migrator([copies()]);
    let error = migrator.up_with(&cost(100)).await.unwrap_err();
    assert_eq!(error.code(), Code::LimitReached);
    let id = copies().id().clone();
    let progress = migrator.item_progress(&id).await.unwrap().unwrap();
    let written = progress.counts.written;
    assert_eq!(progress.consumed.write, 2.0 * written as f64);

    // The next process knows by the checkpoints what that has cost.
    let before = world.db.counts();
    let error = migrator.up_with(&cost(100)).await.unwrap_err();
    assert_eq!(error.code(), Code::LimitReached);
    let sent = world.db.counts().since(&before);
    assert_eq!((sent.of("PutItem"), sent.of("Scan")), (0, 0));
    written
}

#[tokio::test]
async fn what_is_written_to_a_provisioned_table_costs_nothing() {
    let world = shop("copies").await;
    let marked = marked(&world).await;
    assert!((140..=190).contains(&marked), "{marked} items");
    let plan = world.migrator([copies()]).plan(&Selection::All).await;
    let Some(Forecast::Figures(told)) = plan.unwrap().steps[0].estimate.clone() else {
        panic!("no figures");
    };
    let consumed = told.money.unwrap().consumed.get();
    assert!((100..=125).contains(&consumed), "{consumed}");
}

#[tokio::test]
async fn what_a_run_over_a_provisioned_table_writes_to_one_on_demand_is_limited() {
    let world = shop("customers").await;
    let told = Told::default();
    let migrator = told.to(world.migrator([copies()]));
    let error = migrator.up_with(&cost(1)).await.unwrap_err();
    assert_eq!(error.code(), Code::LimitReached);
    let warned = told.all().into_iter().find_map(|event| match event {
        Event::Warned { message, .. } => Some(message),
        _ => None,
    });
    insta::assert_snapshot!(warned.unwrap(), @"`--max-cost` limits nothing of migration 1_each but what it writes to other tables: for what table `customers` is provisioned nothing more is paid");
    let marked = marked(&world).await;
    assert!((140..=190).contains(&marked), "{marked} items");
}
