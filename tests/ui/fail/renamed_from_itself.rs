use dynamig::{Context, Result, migration};

#[migration(version = 1, renamed_from = ["1_seed_plans"])]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
