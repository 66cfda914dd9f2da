use dynamig::{Context, Result, migration};

pub struct Plans;

#[migration(version = 2, depends_on = [Plans])]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
