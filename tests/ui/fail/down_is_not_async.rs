use dynamig::{Context, Result, migration};

#[migration(version = 1, down = remove_plans)]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

fn remove_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
