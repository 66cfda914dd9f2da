dynamig::tables!("definitions/fault");

fn main() {}
