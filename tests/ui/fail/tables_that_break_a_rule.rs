dynamig::tables!("definitions/rules");

fn main() {}
