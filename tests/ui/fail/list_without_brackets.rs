use dynamig::{Context, Result, migration};

#[migration(version = 1, only_in = "local")]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
