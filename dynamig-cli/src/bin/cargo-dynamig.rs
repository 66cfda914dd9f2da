//! The subcommand `cargo dynamig`.

fn main() {}
