//! The core under another path.

mod facade {
    pub use dynamig as changes;
}

use facade::changes::{Context, Result, migration};

#[migration(version = 1, crate = facade::changes)]
async fn relative(_cx: &Context) -> Result<()> {
    Ok(())
}

#[migration(version = 2, depends_on = [relative], down = undo, crate = crate::facade::changes)]
async fn absolute(_cx: &Context) -> Result<()> {
    Ok(())
}

#[migration(version = 3, crate = ::dynamig)]
async fn external(_cx: &Context) -> Result<()> {
    Ok(())
}

async fn undo(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
