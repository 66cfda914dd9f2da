dynamig::tables!(tables);

fn main() {}
