use dynamig::{Context, Result, migration};

#[migration(version = 1, down = remove_plans)]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

async fn remove_plans(_cx: &Context) -> Result<()> {
    let plans = std::rc::Rc::new(2);
    write().await;
    drop(plans);
    Ok(())
}

async fn write() {}

fn main() {}
