//! A process that dies while it collects answers, or while it writes them, and another that goes on.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use dynamig::migration::{ItemOptions, MigrationBuilder, Times, Writes};
use dynamig::rewrite::ItemPhase;
use dynamig::{Event, Migration, Outcome};

use crate::deferred::{counts, deferred, filled, spools, with};
use crate::given::{Dies, Told, World, each, everything, mark_done, n, paused};

const ITEMS: usize = 12;
const PAGE: u32 = 3;

fn two_segments() -> ItemOptions {
    let mut options = deferred();
    (options.segments, options.workers) = (Some(2), Some(2));
    options.page = Some(PAGE);
    options
}

/// Whether a run has begun to write.
async fn is_writing(world: &World, migration: &Migration) -> bool {
    let migrator = world.migrator([migration.clone()]);
    let progress = migrator.item_progress(migration.id()).await.unwrap();
    progress.is_some_and(|progress| progress.phase == ItemPhase::Writing)
}

/// What was seen of a run that was killed and gone on with.
struct Seen {
    /// It had begun to write when it died.
    was_writing: bool,
    calls: u64,
    /// Requests that changed items, by both processes.
    writes: usize,
}

/// Kills a run at its every request in turn, each in an environment of its own, and lets another go on.
fn killed_at_every_request(
    migration: impl Fn(Arc<AtomicU64>) -> MigrationBuilder,
    check: impl AsyncFn(&World, &Told, Seen),
) {
    let (mut before, mut after) = (0, 0);
    for at in 1.. {
        for dies in [Dies::Before, Dies::After] {
            let (died, was_writing) = paused(async {
                let world = World::in_process();
                filled(&world, ITEMS).await;
                let calls = Arc::new(AtomicU64::new(0));
                let migration: Migration = migration(calls.clone()).build().unwrap();
                let died = world.up_and_die_at(&migration, at, dies).await;
                let was_writing = is_writing(&world, &migration).await;
                let told = Told::default();
                let migrator = told.to(world.migrator([migration.clone()]));
                migrator.up_with(&everything()).await.unwrap();
                assert!(world.up(&migration).await.unwrap().is_up_to_date());
                let customers = [world.db.table("customers")];
                let writes = world.db.requests().into_iter().filter(|seen| {
                    seen.tables == customers
                        && ["UpdateItem", "DeleteItem"].contains(&&*seen.operation)
                });
                let (writes, calls) = (writes.count(), calls.load(Ordering::Relaxed));
                let seen = Seen {
                    was_writing,
                    calls,
                    writes,
                };
                check(&world, &told, seen).await;
                (died, was_writing)
            });
            if !died {
                assert!(before > 20 && after > 20, "{before} before, {after} after");
                return;
            }
            let deaths = if was_writing { &mut after } else { &mut before };
            *deaths += 1;
        }
    }
    unreachable!("a run ends")
}

#[test]
fn a_run_killed_at_any_request_starts_over_before_it_writes_and_goes_on_after() {
    let single = |calls: Arc<AtomicU64>| {
        let mut options = two_segments();
        options.writes = Writes::Single;
        let counting = each(move |item| {
            calls.fetch_add(1, Ordering::Relaxed);
            match item.number("n") {
                Some("1" | "3" | "5" | "8") => Ok(Outcome::Delete),
                _ => mark_done(item),
            }
        });
        counting.item_options(options)
    };
    killed_at_every_request(single, async |world, told, seen| {
        let left = world.items("customers").await.len();
        assert_eq!((left, with(world, "done").await), (8, 8));
        let is_finished = |event: &Event| matches!(event, Event::ItemsFinished { .. });
        // Else the one that died had recorded it.
        if told.all().iter().any(is_finished) {
            let counts = counts(told);
            let of = (counts.scanned, counts.written, counts.deleted);
            assert_eq!(of, (12, 8, 4), "what was sent again counts once");
        }
        match seen.was_writing {
            // What was answered is not asked again.
            true => assert_eq!(seen.calls, ITEMS as u64),
            // All of it once more at the most.
            false => assert!(seen.calls <= 2 * ITEMS as u64, "{} calls", seen.calls),
        }
        let repeated = seen.writes - ITEMS;
        assert!(repeated <= 2 * PAGE as usize, "{repeated} writes repeated");
        assert_eq!(spools(world), 0, "a spool is left");
    });
}

#[test]
fn what_is_not_idempotent_is_written_once_in_batches() {
    let counted = |_| {
        let mut options = two_segments();
        options.times = Times::ExactlyOnce;
        let once = each(|mut item| {
            let number: u64 = item.number("n").ok_or("no number")?.parse()?;
            item.set("n", number + 1);
            Ok(Outcome::Update(item))
        });
        once.item_options(options)
    };
    killed_at_every_request(counted, async |world, _, _| {
        for (id, item) in world.items("customers").await {
            assert_eq!(item["n"], n(id.parse::<u64>().unwrap() + 1));
        }
    });
}
