use dynamig::{Context, Result, migration};

// The only error is that of the first.
#[migration(version = 0)]
async fn first(_cx: &Context) -> Result<()> {
    Ok(())
}

#[migration(version = 2, depends_on = [first])]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
