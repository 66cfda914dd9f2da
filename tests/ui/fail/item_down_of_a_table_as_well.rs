//! Only a warning where the lint is not denied.
#![deny(deprecated)]

use std::sync::Arc;

use dynamig::item::{Attributes, Difference, ItemFault, ReadSet, Shape};
use dynamig::{Item, Outcome, Result, Table, migration};

#[derive(Table)]
#[table(name = "customers")]
struct Customer {
    #[table(partition_key)]
    id: String,
}

impl Shape for Customer {
    type Before = ();

    fn read(_: Arc<Attributes>) -> std::result::Result<(Self, ()), ItemFault> {
        Ok((Self { id: String::new() }, ()))
    }

    fn difference(self, _: &()) -> std::result::Result<Difference, ItemFault> {
        Ok(Difference::default())
    }

    fn reads(_: &()) -> ReadSet {
        ReadSet::Everything
    }
}

#[migration(version = 1, items = "customers", down = raise)]
fn lower(_item: Item) -> Result<Outcome<Item>> {
    Ok(Outcome::Keep)
}

fn raise(_customer: Customer) -> Result<Outcome<Customer>> {
    Ok(Outcome::Keep)
}

#[migration(version = 2, items = "customers", down = raise)]
#[allow(deprecated)]
fn allowed(_item: Item) -> Result<Outcome<Item>> {
    Ok(Outcome::Keep)
}

fn main() {}
