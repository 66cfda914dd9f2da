struct Database;

#[dynamig_macros::test]
async fn plans_are_there(_db: &Database, _other: &Database) {}

fn main() {}
