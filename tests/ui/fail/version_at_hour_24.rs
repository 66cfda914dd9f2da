use dynamig::{Context, Result, migration};

#[migration(version = 20261201240000)]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
