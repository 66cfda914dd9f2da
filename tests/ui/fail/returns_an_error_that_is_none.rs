use dynamig::{Context, Result, migration};

#[migration(version = 1)]
async fn seed_plans(_cx: &Context) -> Result<(), NoError> {
    Ok(())
}

pub struct NoError;

fn main() {}
