use dynamig::{Context, Result, migration};

#[migration(version = 2, depends_on = [second])]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

#[migration(version = 3, depends_on = [seed_plans])]
async fn second(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
