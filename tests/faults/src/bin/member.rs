//! One process of a test: runs `up` as its only argument says.

use std::process::ExitCode;

fn main() -> ExitCode {
    dynamig_faults::member::main()
}
