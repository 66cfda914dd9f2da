dynamig::tables!("definitions/missing");

fn main() {}
