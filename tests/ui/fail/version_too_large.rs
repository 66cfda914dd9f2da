use dynamig::{Context, Result, migration};

#[migration(version = 18446744073709551616)]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
