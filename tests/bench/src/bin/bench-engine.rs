//! What item migrations are measured with: a server that acts in a role. It has an allocator that takes it half as long as
//! glibc's, so that the engine's one core limits what is measured as little as can be. What is measured has glibc's.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    dynamig_bench::main()
}
