use dynamig::{Context, Result, migration};

#[migration(version = 1u64)]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
