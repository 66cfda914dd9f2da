struct Database;

#[dynamig_macros::test]
fn plans_are_there(_db: &Database) {}

fn main() {}
