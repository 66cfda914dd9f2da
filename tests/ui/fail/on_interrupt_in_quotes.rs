use dynamig::{Context, Result, migration};

#[migration(version = 1, on_interrupt = "manual")]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
