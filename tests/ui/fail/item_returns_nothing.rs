use dynamig::{Item, migration};

#[migration(version = 1, items = "customers")]
async fn lower(_item: Item) {}

fn main() {}
