//! See the library's own description.

use std::process::ExitCode;

fn main() -> ExitCode {
    dynamig_bench::main()
}
