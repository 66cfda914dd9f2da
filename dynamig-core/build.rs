//! Empty: cargo wants a build script where a package has `links`.

fn main() {}
