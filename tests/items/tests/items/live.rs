//! Beside an application that goes on writing: it keeps a ledger of what it wrote, and the items must agree with it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use dynamig::migration::{ItemOptions, MigrationBuilder, Times, Writes};
use dynamig::{BoxError, Event, Item, Migration, Outcome};

use crate::application::{Application, Traffic};
use crate::given::{Told, World, everything, item, n, options, s};

const ITEMS: usize = 2_000;
/// How many calls of the function wait for the application.
const PACED: u64 = 1_000;
/// Writers of the application; each has items of its own, so that what it knows of them is what must be there.
const WRITERS: usize = 4;

/// The ways in which items are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Statements, 25 a request, of a function that adds one whenever it is called: its marker alone keeps it from
    /// adding another.
    Batches,
    /// One update an item, of a function that looks whether it was there.
    Singles,
    /// A transaction an item, because its key changes.
    Moves,
}

impl Way {
    fn options(self) -> ItemOptions {
        let mut options = options();
        (options.segments, options.workers) = (Some(8), Some(4));
        // Small, so that reading goes on during the whole run.
        options.page = Some(25);
        match self {
            Self::Batches => options.times = Times::ExactlyOnce,
            Self::Singles => options.writes = Writes::Single,
            Self::Moves => {}
        }
        options
    }

    /// What the application writes anew has the new shape, and the function's one where that is how the shape is told.
    pub(crate) fn new_item(self, id: &str) -> dynamig::item::Attributes {
        let counted = if self == Self::Batches { 0 } else { 1 };
        let id = if self == Self::Moves {
            moved(id)
        } else {
            id.to_owned()
        };
        item([("id", s(id)), ("n", n(counted)), ("shape", n(2))])
    }

    /// Where an item may be, in the order in which nobody can miss it who looks.
    pub(crate) fn places(self, id: &str) -> Vec<String> {
        match self {
            Self::Batches | Self::Singles => vec![id.to_owned()],
            // It moves once, so it is found by whoever looks behind it.
            Self::Moves => vec![moved(id), id.to_owned(), moved(id)],
        }
    }

    /// The function: it adds one to the number that the application raises all the time, so that an answer which was
    /// overtaken, or given twice, shows.
    fn change(self, mut item: Item) -> Result<Outcome<Item>, BoxError> {
        let number: u64 = item.number("n").ok_or("no number")?.parse()?;
        match self {
            Self::Batches => {}
            Self::Singles if item.number("shape") == Some("2") => return Ok(Outcome::Keep),
            Self::Singles => {}
            Self::Moves => {
                let id = item.string("id").ok_or("no id")?.to_owned();
                if id.starts_with("c-") {
                    return Ok(Outcome::Keep);
                }
                item.set("id", moved(&id));
            }
        }
        item.set("n", number + 1);
        item.set("shape", 2);
        Ok(Outcome::Update(item))
    }

    fn migration(self, traffic: &Arc<Traffic>) -> MigrationBuilder {
        let traffic = traffic.clone();
        let calls = Arc::new(AtomicU64::new(0));
        let function = move |item: Item, _| {
            let (traffic, calls) = (traffic.clone(), calls.clone());
            async move {
                // The first half of the calls wait for their share of the traffic, so that all of it comes between their
                // reads and their writes; then the run is as fast as it can be.
                if calls.fetch_add(1, Ordering::Relaxed) < PACED {
                    traffic.share(PACED).await;
                }
                self.change(item)
            }
        };
        Migration::builder(1, "each")
            .items("customers", function)
            .item_options(self.options())
    }
}

fn moved(id: &str) -> String {
    format!("c-{id}")
}

/// Operations of the application beside one run: `DYNAMIG_TEST_OPERATIONS`, or a few.
fn operations() -> u64 {
    let given = std::env::var("DYNAMIG_TEST_OPERATIONS");
    given.map_or(2_000, |text| text.parse().unwrap())
}

async fn beside_an_application(way: Way) {
    let world = World::new();
    world.table("customers").await;
    let ids: Vec<_> = (0..ITEMS).map(|at| format!("{at:06}")).collect();
    let items = ids.iter().map(|id| item([("id", s(id)), ("n", n(0))]));
    world.put("customers", items).await;
    let traffic = Arc::new(Traffic::new(operations()));
    let writers = ids.chunks(ITEMS / WRITERS).map(|ids| {
        let application = Application::new(&world, way, ids, traffic.clone());
        tokio::spawn(application.write())
    });
    let writers: Vec<_> = writers.collect();
    let migration = way.migration(&traffic).build().unwrap();
    let told = Told::default();
    let migrator = told.to(world.migrator([migration]));
    migrator.up_with(&everything()).await.unwrap();
    traffic.stop();
    let mut ledgers = Vec::new();
    for writer in writers {
        ledgers.push(writer.await.unwrap());
    }
    let mut found = world.items("customers").await;
    for (id, known) in ledgers.into_iter().flatten() {
        let mut places = way.places(&id).into_iter();
        let there = places.find_map(|place| found.remove(&place));
        known.assert_is(way, &id, there.as_ref());
    }
    assert!(found.is_empty(), "nobody wrote these: {:?}", found.keys());
    assert!(traffic.operations() >= traffic.wanted);
    let ended = told.all().into_iter().find_map(|event| match event {
        Event::ItemsFinished { progress, .. } => Some(progress),
        _ => None,
    });
    let ended = ended.unwrap();
    assert!(ended.conflicts > 0, "the two never met");
    assert_eq!(ended.counts.settled(), ended.counts.scanned);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_update_is_lost_nothing_comes_back_and_nothing_is_done_twice_with_batches() {
    beside_an_application(Way::Batches).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_update_is_lost_nothing_comes_back_and_nothing_is_done_twice_with_single_writes() {
    beside_an_application(Way::Singles).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_update_is_lost_nothing_comes_back_and_nothing_is_done_twice_with_keys_that_change() {
    beside_an_application(Way::Moves).await;
}
