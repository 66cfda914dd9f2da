//! The subcommand `cargo dynamig`.

use std::process::ExitCode;

fn main() -> ExitCode {
    dynamig_cli::launch()
}
