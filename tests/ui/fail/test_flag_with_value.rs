struct Database;

#[dynamig_macros::test(empty = true)]
async fn plans_are_there(_db: &Database) {}

fn main() {}
