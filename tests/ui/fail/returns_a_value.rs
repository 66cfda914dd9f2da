use dynamig::{Context, Result, migration};

#[migration(version = 1)]
async fn seed_plans(_cx: &Context) -> Result<u64> {
    Ok(3)
}

fn main() {}
