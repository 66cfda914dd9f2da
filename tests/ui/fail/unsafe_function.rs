use dynamig::{Context, Result, migration};

#[migration(version = 1)]
async unsafe fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
