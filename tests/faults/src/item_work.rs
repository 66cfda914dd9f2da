use std::time::Duration;

use dynamig::migration::{ItemOptions, Rate, Times};
use dynamig::{BoxError, Error, Item, Migration, Outcome};
use serde::{Deserialize, Serialize};
use tokio::time::sleep;

use crate::member::tell;

/// The table, by its logical name, that the item migration is over. Its key is the strings `pk` and `sk`, and each item
/// has a number `n`.
pub const ITEMS: &str = "items";

/// What a process tells whenever the function is called.
pub const CALLED: &str = "called";

/// An item migration, `1_work`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ItemWork {
    /// What comes of it where the function is called with an item again.
    pub repeats: Repeats,
    /// Into how many segments the table is divided.
    pub segments: u32,
    /// How many of them are worked on at once.
    pub workers: u32,
    /// How many items are read at once.
    pub page: u32,
    /// The most write units a second.
    pub max_wcu: Option<u32>,
}

/// What comes of an item migration where its function is called with an item again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Repeats {
    /// The same: `double` is twice `n`.
    Same,
    /// Another change: `n` is one more. It is asked for exactly once.
    More,
}

impl ItemWork {
    /// The migration, whose function pauses for so long.
    ///
    /// # Errors
    /// What the builder refuses.
    pub fn migration(&self, pause: Duration) -> Result<Migration, Error> {
        let repeats = self.repeats;
        let function = move |item: Item, _| async move {
            tell(CALLED);
            sleep(pause).await;
            change(repeats, item)
        };
        let mut options = ItemOptions::NEW;
        options.segments = Some(self.segments);
        options.workers = Some(self.workers);
        options.page = Some(self.page);
        options.max_wcu = self.max_wcu.map(Rate::Units);
        options.times = match repeats {
            Repeats::Same => Times::AtLeastOnce,
            Repeats::More => Times::ExactlyOnce,
        };
        Migration::builder(1, "work")
            .items(ITEMS, function)
            .item_options(options)
            .build()
    }
}

fn change(repeats: Repeats, mut item: Item) -> Result<Outcome<Item>, BoxError> {
    let n: u64 = item.number("n").ok_or("no number")?.parse()?;
    match repeats {
        Repeats::Same => item.set("double", 2 * n),
        Repeats::More => item.set("n", n + 1),
    }
    Ok(Outcome::Update(item))
}
