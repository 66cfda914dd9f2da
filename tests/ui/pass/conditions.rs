//! What stands beside a function goes with it.

use dynamig::{Context, Result, migration};

#[cfg(any())]
#[migration(version = 1)]
async fn above(_cx: &Context) -> Result<()> {
    Ok(())
}

#[migration(version = 1)]
#[cfg(any())]
async fn below(_cx: &Context) -> Result<()> {
    Ok(())
}

#[migration(version = 1)]
#[cfg(all())]
#[cfg_attr(all(), allow(dead_code))]
async fn kept(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {
    let found: Vec<_> = dynamig::__private::inventory::iter::<dynamig::__private::Registered>
        .into_iter()
        .map(|registered| registered.0.name)
        .collect();
    assert_eq!(found, ["kept"]);
}
