use dynamig::{Item, Outcome, Result, migration};

#[migration(version = 1, items = "customers", down = raise)]
fn lower(_item: Item) -> Result<Outcome<Item>> {
    Ok(Outcome::Keep)
}

async fn raise(item: Item) -> Result<Outcome<Item>> {
    let plans = std::rc::Rc::new(2);
    write().await;
    drop(plans);
    Ok(Outcome::Update(item))
}

async fn write() {}

fn main() {}
