//! `dynamig`: what needs no crate and no cargo.

use std::process::ExitCode;

fn main() -> ExitCode {
    dynamig_cli::alone()
}
