use dynamig::{Context, Result, migration};

#[migration(version = 1)]
#[migration(version = 2)]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
