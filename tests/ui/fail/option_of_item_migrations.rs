use dynamig::{Context, Result, migration};

#[migration(version = 1, segments = 64)]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
