//! An application that writes to a table at random, and a ledger of what it knows that it wrote.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use aws_sdk_dynamodb::Client;
use dynamig::item::Attributes;
use tokio::sync::Semaphore;

use crate::given::{World, n, s};
use crate::live::Way;

/// What the application raises a number by. The migration adds one: both are in the sum.
pub(crate) const RAISE: u64 = 1_000;

/// How much the application has done, and whether it goes on.
pub(crate) struct Traffic {
    /// So much at least, while the run is under way.
    pub(crate) wanted: u64,
    done: AtomicU64,
    goes_on: AtomicBool,
    /// One for each operation that nobody has waited for.
    unshared: Semaphore,
}

impl Traffic {
    pub(crate) fn new(wanted: u64) -> Self {
        Self {
            wanted,
            done: AtomicU64::new(0),
            goes_on: AtomicBool::new(true),
            unshared: Semaphore::new(0),
        }
    }

    pub(crate) fn operations(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    fn count(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
        self.unshared.add_permits(1);
    }

    /// Waits for what one of so many that wait has to wait for.
    pub(crate) async fn share(&self, waiting: u64) {
        let share = u32::try_from(self.wanted.div_ceil(waiting)).unwrap();
        self.unshared.acquire_many(share).await.unwrap().forget();
    }

    /// The run has ended.
    pub(crate) fn stop(&self) {
        self.goes_on.store(false, Ordering::Relaxed);
    }
}

/// What the application knows of an item.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Known {
    /// It was there before the run, and was raised so often.
    Old {
        raised: u64,
    },
    /// The application put it, and raised it so often.
    Put {
        raised: u64,
    },
    Deleted,
}

/// By the ids that the application has for them, wherever they are.
pub(crate) type Ledger = BTreeMap<String, Known>;

/// One writer.
pub(crate) struct Application {
    client: Client,
    table: String,
    way: Way,
    traffic: Arc<Traffic>,
    random: fastrand::Rng,
    ledger: Ledger,
    /// The ids of the ledger, to pick from.
    ids: Vec<String>,
}

impl Application {
    /// A writer of these items, which are there.
    pub(crate) fn new(world: &World, way: Way, ids: &[String], traffic: Arc<Traffic>) -> Self {
        let old = |id: &String| (id.clone(), Known::Old { raised: 0 });
        Self {
            client: world.client(),
            table: world.db.table("customers"),
            way,
            traffic,
            random: ids[0].parse().map(fastrand::Rng::with_seed).unwrap(),
            ledger: ids.iter().map(old).collect(),
            ids: ids.to_vec(),
        }
    }

    /// Raises, deletes, replaces and inserts until the run has ended.
    pub(crate) async fn write(mut self) -> Ledger {
        while self.traffic.goes_on.load(Ordering::Relaxed) {
            let id = self.random.choice(&self.ids).unwrap().clone();
            match (self.random.u8(0..40), self.ledger[&id]) {
                (0, Known::Old { .. } | Known::Put { .. }) => self.delete(&id).await,
                (1, _) => {
                    let fresh = format!("{}-{}", self.ids[0], self.ids.len());
                    self.put(&fresh).await;
                }
                (2 | 3, _) => self.put(&id).await,
                (_, Known::Deleted) => continue,
                (_, known) => self.raise(&id, known).await,
            }
            tokio::task::yield_now().await;
        }
        self.ledger
    }

    async fn raise(&mut self, id: &str, known: Known) {
        for place in self.way.places(id) {
            let update = self.client.update_item().table_name(&self.table);
            let update = update
                .key("id", s(place))
                .update_expression("ADD n :raise")
                .condition_expression("attribute_exists(id)")
                .expression_attribute_values(":raise", n(RAISE));
            if self.was_there(update.send().await.map_err(Into::into)) {
                self.ledger.insert(id.to_owned(), known.once_more());
                return;
            }
        }
        panic!("{id} is lost: {known:?}");
    }

    async fn delete(&mut self, id: &str) {
        for place in self.way.places(id) {
            let delete = self.client.delete_item().table_name(&self.table);
            let delete = delete
                .key("id", s(place))
                .condition_expression("attribute_exists(id)");
            if self.was_there(delete.send().await.map_err(Into::into)) {
                self.ledger.insert(id.to_owned(), Known::Deleted);
                return;
            }
        }
        panic!("{id} is lost: {:?}", self.ledger[id]);
    }

    /// Puts an item, over what is there: what has moved, or is to, is deleted first.
    async fn put(&mut self, id: &str) {
        let is_there = !matches!(self.ledger.get(id), None | Some(Known::Deleted));
        if is_there && self.way == Way::Moves {
            self.delete(id).await;
        }
        let put = self.client.put_item().table_name(&self.table);
        let put = put.set_item(Some(self.way.new_item(id)));
        put.send().await.unwrap();
        self.traffic.count();
        if self
            .ledger
            .insert(id.to_owned(), Known::Put { raised: 0 })
            .is_none()
        {
            self.ids.push(id.to_owned());
        }
    }

    /// Whether a write found its item; counted if it did.
    fn was_there<T>(&self, answer: Result<T, aws_sdk_dynamodb::Error>) -> bool {
        match answer {
            Ok(_) => {
                self.traffic.count();
                true
            }
            Err(aws_sdk_dynamodb::Error::ConditionalCheckFailedException(_)) => false,
            Err(error) => panic!("{error}"),
        }
    }
}

impl Known {
    fn once_more(self) -> Self {
        match self {
            Self::Old { raised } => Self::Old { raised: raised + 1 },
            Self::Put { raised } => Self::Put { raised: raised + 1 },
            Self::Deleted => Self::Deleted,
        }
    }

    fn raised(self) -> u64 {
        match self {
            Self::Old { raised } | Self::Put { raised } => raised,
            Self::Deleted => 0,
        }
    }

    /// The verdict on one item.
    pub(crate) fn assert_is(self, way: Way, id: &str, there: Option<&Attributes>) {
        let there = match (self, there) {
            (Self::Deleted, None) => return,
            (Self::Deleted, Some(_)) => panic!("{id} came back"),
            (_, None) => panic!("{id} is lost: {self:?}"),
            (_, Some(there)) => there,
        };
        let is_marked = there.contains_key("_dynamig_1_each");
        let added = match (way, self) {
            // What was put while the run went on may have been met or not; the marker says which.
            (Way::Batches, Self::Put { .. }) => u64::from(is_marked),
            (Way::Batches, _) => {
                assert!(is_marked, "{id} was passed by");
                1
            }
            (Way::Singles | Way::Moves, _) => 1,
        };
        let expected = n(self.raised() * RAISE + added);
        assert_eq!(
            there["n"], expected,
            "of {id}: {self:?}, marked: {is_marked}"
        );
        assert_eq!(there["shape"], n(2), "{id} is of the old shape");
        if way == Way::Moves {
            let place = there["id"].as_s().unwrap();
            assert!(place.starts_with("c-"), "{id} has not moved");
        }
    }
}
