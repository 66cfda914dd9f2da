use dynamig::{Context, Result, migration};

#[migration(version = "20260801090000")]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
