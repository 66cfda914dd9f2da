use dynamig::{Context, Result, migration};

#[migration(version = 1)]
async fn seed_plans<'a>(_cx: &'a Context) -> Result<()> {
    Ok(())
}

fn main() {}
