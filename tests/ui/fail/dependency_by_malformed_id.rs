use dynamig::{Context, Result, migration};

#[migration(version = 2, depends_on = ["first"])]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
