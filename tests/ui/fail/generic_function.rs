use dynamig::{Context, Result, migration};

#[migration(version = 1)]
async fn seed_plans<T: Send>(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
