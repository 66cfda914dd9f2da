use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, PutRequest,
    ScalarAttributeType, WriteRequest,
};
use dynamig::history::Status;
use dynamig::rewrite::ItemProgress;
use dynamig_faults::{CALLED, ITEMS, ItemWork, Options, Repeats, Set};

use crate::process::Ended;
use crate::scene::Scene;

/// A table of items, served to processes that migrate them.
pub(crate) struct ItemScene {
    pub(crate) scene: Scene,
    layout: Layout,
    work: ItemWork,
    /// The number of each item at first, by its key.
    items: BTreeMap<(String, String), u64>,
}

/// How items lie over partitions.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Layout {
    /// One partition key has all of them: one segment has all of the work.
    Hot,
    /// Each has a partition key of its own.
    Many,
    /// Few items in many segments, most of which are empty or nearly so.
    Sparse,
}

impl Layout {
    fn items(self) -> Vec<(String, String)> {
        let (count, hot) = match self {
            Self::Hot => (300, true),
            Self::Many => (800, false),
            Self::Sparse => (60, false),
        };
        let key = |at| match hot {
            true => ("hot".to_owned(), format!("{at:04}")),
            false => (format!("{at:04}"), "only".to_owned()),
        };
        (0..count).map(key).collect()
    }

    pub(crate) fn work(self, repeats: Repeats) -> ItemWork {
        let segments = match self {
            Self::Hot | Self::Many => 8,
            Self::Sparse => 64,
        };
        ItemWork {
            repeats,
            segments,
            workers: 4,
            page: 10,
            max_wcu: None,
        }
    }
}

impl ItemScene {
    /// Items in a layout, and an item migration of them.
    pub(crate) fn new(layout: Layout, work: ItemWork) -> Self {
        let items = layout.items().into_iter().zip(0..).collect();
        let this = Self {
            scene: Scene::on_any_engine(),
            layout,
            work,
            items,
        };
        this.scene.wait(this.fill());
        this
    }

    /// A process called `name` that runs it.
    pub(crate) fn options(&self, name: &str) -> Options {
        let mut options = self.scene.options(name);
        options.set = Set::Items(self.work.clone());
        options
    }

    /// How many items there are.
    pub(crate) fn count(&self) -> usize {
        self.items.len()
    }

    /// How often the function may have been called beyond once an item when so many processes died: a page of each segment
    /// that was worked on.
    pub(crate) fn most_repeated(&self, deaths: usize) -> usize {
        let segments = match self.layout {
            Layout::Hot => 1,
            Layout::Many | Layout::Sparse => self.work.workers,
        };
        deaths * usize::try_from(segments * self.work.page).unwrap()
    }

    /// How far the run is, as it is recorded.
    pub(crate) fn progress(&self) -> ItemProgress {
        let looker = self.scene.migrator(&self.options("looker"));
        let id = looker.registry().all()[0].id().clone();
        let progress = self.scene.wait(looker.item_progress(&id));
        progress.unwrap().unwrap()
    }

    /// How many items are as the function makes them.
    pub(crate) fn changed(&self) -> usize {
        let found = self.scene.wait(self.found());
        let is_changed = |(key, before): &(&_, &u64)| self.is_changed(&found[*key], **before);
        self.items.iter().filter(is_changed).count()
    }

    fn is_changed(&self, item: &BTreeMap<String, AttributeValue>, before: u64) -> bool {
        let number = |name: &str| item.get(name)?.as_n().ok()?.parse::<u64>().ok();
        let (n, double) = match self.work.repeats {
            Repeats::Same => (before, Some(2 * before)),
            Repeats::More => (before + 1, None),
        };
        (number("n"), number("double")) == (Some(n), double)
    }

    /// Asserts that each item is as the function makes it of what it was, and was counted once.
    #[track_caller]
    pub(crate) fn assert_done(&self) {
        let found = self.scene.wait(self.found());
        assert_eq!(found.len(), self.items.len());
        for (key, before) in &self.items {
            let item = &found[key];
            assert!(self.is_changed(item, *before), "{before}: {item:?}");
        }
        let looker = self.scene.migrator(&self.options("looker"));
        let history = self.scene.wait(looker.read_history()).unwrap();
        assert_eq!(history.rows[0].status, Status::Applied);
        let progress = self.progress();
        let scanned = usize::try_from(progress.counts.scanned).unwrap();
        assert_eq!((scanned, progress.counts.failed), (self.items.len(), 0));
        assert_eq!(progress.counts.settled(), progress.counts.scanned);
        assert_eq!(progress.segments_done, progress.segments);
    }

    async fn found(&self) -> BTreeMap<(String, String), BTreeMap<String, AttributeValue>> {
        let scan = self.scene.db.client().scan();
        let scan = scan.table_name(self.scene.db.table(ITEMS));
        let mut items = scan.into_paginator().items().send();
        let mut found = BTreeMap::new();
        while let Some(item) = items.next().await {
            let item: BTreeMap<_, _> = item.unwrap().into_iter().collect();
            let part = |name: &str| item[name].as_s().unwrap().clone();
            found.insert((part("pk"), part("sk")), item);
        }
        found
    }

    async fn fill(&self) {
        let (client, name) = (self.scene.db.client(), self.scene.db.table(ITEMS));
        let mut create = client
            .create_table()
            .table_name(&name)
            .billing_mode(BillingMode::PayPerRequest);
        for (part, role) in [("pk", KeyType::Hash), ("sk", KeyType::Range)] {
            let attribute = AttributeDefinition::builder().attribute_name(part);
            let attribute = attribute.attribute_type(ScalarAttributeType::S).build();
            let key = KeySchemaElement::builder().attribute_name(part);
            create = create
                .attribute_definitions(attribute.unwrap())
                .key_schema(key.key_type(role).build().unwrap());
        }
        create.send().await.unwrap();
        let puts = self.items.iter().map(|((pk, sk), n)| {
            let put = PutRequest::builder()
                .item("pk", AttributeValue::S(pk.clone()))
                .item("sk", AttributeValue::S(sk.clone()))
                .item("n", AttributeValue::N(n.to_string()));
            let put = put.build().unwrap();
            WriteRequest::builder().put_request(put).build()
        });
        for some in puts.collect::<Vec<_>>().chunks(25) {
            let write = client.batch_write_item();
            let sent = write.request_items(&name, some.to_vec()).send().await;
            assert!(
                sent.unwrap()
                    .unprocessed_items
                    .unwrap_or_default()
                    .is_empty()
            );
        }
    }
}

/// How often the function was called by a process.
pub(crate) fn called(ended: &Ended) -> usize {
    let calls = ended.lines.iter().filter(|line| *line == CALLED);
    calls.count()
}
