//! A program with migrations, such as a user's own binary.

use dynamig::{Context, Result, migration};

#[migration(version = 20260101000000)]
async fn first(_cx: &Context) -> Result<()> {
    Ok(())
}

#[migration(version = 20260102000000, depends_on = [first])]
async fn second(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() -> std::process::ExitCode {
    dynamig_cli::main()
}
