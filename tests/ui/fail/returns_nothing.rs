use dynamig::{Context, migration};

#[migration(version = 1)]
async fn seed_plans(_cx: &Context) {}

fn main() {}
