use dynamig::{Context, Result, migration};

#[migration]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
