use dynamig::{Result, migration};

#[migration(version = 1)]
async fn seed_plans() -> Result<()> {
    Ok(())
}

fn main() {}
