use dynamig::{Context, Result, migration};

#[migration(version = 1)]
async fn first(_cx: &Context) -> Result<()> {
    Ok(())
}

#[migration(version = 2, depends_on = [first, first])]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
