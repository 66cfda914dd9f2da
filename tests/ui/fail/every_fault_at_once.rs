use dynamig::{Context, Result, migration};

#[migration(version = 20260230000000, fresh = maybe, touches = ["a", 1], dependson = [], down = 3)]
fn seed_plans(_cx: Context) -> Result<()> {
    Ok(())
}

fn main() {}
