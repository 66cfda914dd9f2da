use dynamig::{Context, Result, migration};

#[migration(version = 1, only_in = [""])]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
