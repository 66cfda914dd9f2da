use dynamig::{Context, migration};

#[migration(version = 1)]
async fn seed_plans(_cx: &Context) -> String {
    String::new()
}

fn main() {}
