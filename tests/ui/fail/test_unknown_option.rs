struct Database;

#[dynamig_macros::test(full)]
async fn plans_are_there(_db: &Database) {}

fn main() {}
