//! Under the strictest lints, and of any visibility.

#![forbid(unsafe_code)]
#![deny(missing_docs, unused, warnings, unreachable_pub)]
#![deny(clippy::all, clippy::pedantic)]

use dynamig::{Context, Result, migration};

mod inner {
    use dynamig::{Context, Result, migration};

    /// Seen by this file.
    #[migration(version = 1)]
    pub(crate) async fn first(_cx: &Context) -> Result<()> {
        Ok(())
    }
}

/// Seen by all.
#[migration(version = 2, depends_on = [inner::first])]
pub async fn second(_cx: &Context) -> Result<()> {
    Ok(())
}

#[migration(version = 3, depends_on = [inner::first, second], down = undo, touches = [])]
async fn third(_cx: &Context) -> Result<()> {
    Ok(())
}

async fn undo(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
