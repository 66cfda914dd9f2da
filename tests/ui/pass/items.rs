//! Functions that run for each item of a table, under the strictest lints.

#![forbid(unsafe_code)]
#![deny(missing_docs, unused, warnings, unreachable_pub)]
#![deny(clippy::all, clippy::pedantic)]

use dynamig::__private::{Compare, MaxErrors, Rate, Times, Work, Writes};
use dynamig::prelude::*;

#[migration(version = 1, items = "customers")]
async fn asynchronous(item: Item, _cx: &Context) -> Result<Outcome<Item>> {
    Ok(Outcome::Update(item))
}

#[migration(version = 2, items = "customers", depends_on = [asynchronous])]
fn at_once(mut item: Item) -> std::io::Result<Outcome<Item>> {
    item.remove("expired");
    Ok(Outcome::Update(item).also(Write::delete("audit", std::collections::HashMap::new())))
}

/// All that can be said.
#[migration(
    version = 3,
    depends_on = [asynchronous, at_once],
    items = "customers",
    matching = kinds::is_customer,
    down = keep,
    segments = 64,
    workers = 16,
    page = 100,
    deferred,
    compare = changed,
    writes = single,
    max_errors = "1%",
    max_wcu = "unlimited",
    max_rcu = 300,
    touches = ["audit"],
    fresh = skip,
)]
pub(crate) async fn everything(item: Item,) -> std::result::Result<Outcome<Item>, String> {
    Ok(Outcome::Update(item))
}

fn keep(_: dynamig::item::Item, _: &Context) -> Result<Outcome<Item>> {
    Ok(Outcome::Keep)
}

mod kinds {
    use dynamig::Item;

    pub(crate) fn is_customer(item: &Item) -> bool {
        item.get("kind").is_some()
    }
}

#[migration(version = 5, items = "customers", exactly_once)]
fn once(_: Item) -> Result<Outcome<Item>> {
    Ok(Outcome::Keep)
}

#[migration(version = 4, items = "customers", overwrite)]
fn overwrites(Item { .. }: Alias, _: &'_ Context) -> Result<Outcome<Alias>> {
    Ok(Outcome::Delete)
}

type Alias = Item;

fn main() {
    let Work::Items(items) = &everything::DECLARATION.work else {
        panic!("it is one of items")
    };
    let options = items.options;
    assert_eq!(items.table, "customers");
    assert!(items.down.is_some() && items.matching.is_some());
    assert_eq!((options.segments, options.workers, options.page), (Some(64), Some(16), Some(100)));
    assert_eq!(options.times, Times::AtLeastOnce);
    let Work::Items(items) = &once::DECLARATION.work else {
        panic!("it is run for each item")
    };
    assert_eq!(items.options.times, Times::ExactlyOnce);
    assert_eq!((options.compare, options.writes), (Compare::Changed, Writes::Single));
    assert_eq!(options.max_errors, MaxErrors::Percent(1));
    assert_eq!((options.max_wcu, options.max_rcu), (Some(Rate::Unlimited), Some(Rate::Units(300))));
    assert_eq!(everything::DECLARATION.touches, Some(&["audit"][..]));
    let Work::Items(items) = &overwrites::DECLARATION.work else {
        panic!("it is one of items")
    };
    assert!(items.down.is_none() && items.matching.is_none());
    assert_eq!(items.options.compare, Compare::Nothing);
    assert_eq!(Migration::of::<at_once>().kind(), dynamig::migration::Kind::Items);
}
