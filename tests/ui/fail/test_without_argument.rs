struct Database;

#[dynamig_macros::test]
async fn plans_are_there() {}

fn main() {}
