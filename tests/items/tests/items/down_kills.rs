//! A process that dies at any moment while it takes an item migration back, and another that goes on.

use std::time::Duration;

use dynamig::history::Status;
use dynamig::plan::DownSelection;
use dynamig::{BoxError, Consent, DownOptions, Item, Migration, Migrator, Outcome};

use crate::given::{Dies, World, each, everything, mark_done, options, paused};

const ITEMS: usize = 12;

fn both_ways() -> Migration {
    let mut options = options();
    options.page = Some(3);
    let down = |mut item: Item, _| async move {
        item.remove("done");
        Ok::<_, BoxError>(Outcome::Update(item))
    };
    let both = each(mark_done).items_down(down);
    both.item_options(options).build().unwrap()
}

async fn done(world: &World) -> usize {
    let items = world.items("customers").await;
    items
        .values()
        .filter(|item| item.contains_key("done"))
        .count()
}

fn all() -> DownOptions {
    DownOptions::new(DownSelection::All).consent(Consent::Destructive)
}

/// Runs `down` as a process that dies at its `n`th request. Whether it died.
async fn down_and_die_at(world: &World, migrator: &Migrator, n: u64, dies: Dies) -> bool {
    let (faults, struck) = (world.db.faults(), world.db.faults().struck());
    let fault = faults.any().nth(n);
    match dies {
        Dies::Before => fault.hang(),
        Dies::After => fault.hang_after(),
    }
    let died = async {
        while faults.struck() == struck {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    let down = all();
    let died = tokio::select! {
        done = migrator.down(&down) => {
            done.unwrap();
            false
        }
        () = died => true,
    };
    faults.clear();
    died
}

/// Whatever the moment: it is applied, reverting or reverted, and whoever goes on ends with every item taken back; what
/// is half taken back does not count as applied, and `up` leaves it alone.
#[test]
fn a_down_killed_at_any_request_is_reverting_and_goes_on() {
    let mut half = 0;
    for at in 1.. {
        for dies in [Dies::Before, Dies::After] {
            let died = paused(async {
                let world = World::in_process();
                world.table("customers").await;
                world.fill("customers", ITEMS).await;
                let migrator = world.migrator([both_ways()]);
                migrator.up_with(&everything()).await.unwrap();
                let died = down_and_die_at(&world, &migrator, at, dies).await;
                let history = migrator.read_history().await.unwrap();
                let status = history.rows[0].status.clone();
                let left = done(&world).await;
                let is_sound = match status {
                    Status::Applied => left == ITEMS,
                    Status::Reverting => true,
                    Status::Reverted => left == 0,
                    _ => false,
                };
                assert!(is_sound, "request {at} {dies:?}: {status}, {left} left");
                if status == Status::Reverting && left > 0 && left < ITEMS {
                    half += 1;
                    let report = migrator.up_with(&everything()).await.unwrap();
                    assert!(report.done.is_empty());
                    assert_eq!(done(&world).await, left, "`up` has gone on with a down");
                }
                migrator.down(&all()).await.unwrap();
                let history = migrator.read_history().await.unwrap();
                assert_eq!(history.rows[0].status, Status::Reverted);
                assert_eq!(done(&world).await, 0, "request {at} {dies:?}");
                assert_eq!(world.items("customers").await.len(), ITEMS);
                migrator.up_with(&everything()).await.unwrap();
                assert_eq!(done(&world).await, ITEMS);
                died
            });
            if !died {
                assert!(at > 20 && half > 5, "{at} requests, {half} half way");
                return;
            }
        }
    }
}
