dynamig::tables!("definitions/twice");

fn main() {}
