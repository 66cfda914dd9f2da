use dynamig::{Context, Result, migration};

#[migration(version = 1, depends_on = [seed_plans])]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
