use dynamig::migration;

#[migration(version = 1)]
struct SeedPlans;

fn main() {}
