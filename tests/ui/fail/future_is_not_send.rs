use dynamig::{Context, Result, migration};

#[migration(version = 1)]
async fn seed_plans(cx: &Context) -> Result<()> {
    let plans = std::rc::Rc::new(["free", "pro"]);
    write(cx, plans.len()).await;
    drop(plans);
    Ok(())
}

async fn write(_cx: &Context, _plans: usize) {}

fn main() {}
