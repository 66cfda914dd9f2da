use dynamig::{Context, Item, Outcome, Result, migration};

#[migration(version = 1, items = "customers")]
async fn lower(item: Item, cx: &Context) -> Result<Outcome<Item>> {
    let plans = std::rc::Rc::new(["free", "pro"]);
    write(cx, plans.len()).await;
    drop(plans);
    Ok(Outcome::Update(item))
}

async fn write(_cx: &Context, _plans: usize) {}

fn main() {}
