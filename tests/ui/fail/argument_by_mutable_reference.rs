use dynamig::{Context, Result, migration};

#[migration(version = 1)]
async fn seed_plans(_cx: &mut Context) -> Result<()> {
    Ok(())
}

fn main() {}
