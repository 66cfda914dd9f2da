use dynamig::{Result, migration};

#[migration(version = 1)]
async fn seed_plans(_cx: &std::string::String) -> Result<()> {
    Ok(())
}

fn main() {}
