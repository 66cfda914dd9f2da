//! Any error that can be boxed.

use dynamig::{Context, migration};

#[derive(Debug)]
pub struct Mine;

impl std::fmt::Display for Mine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("mine")
    }
}

impl std::error::Error for Mine {}

#[migration(version = 1, down = fails_with_text)]
async fn ours(_cx: &Context) -> dynamig::Result<()> {
    std::fs::read("")?;
    Err("text")?;
    Ok(())
}

#[migration(version = 2)]
async fn of_std(_cx: &Context) -> std::io::Result<()> {
    Ok(())
}

#[migration(version = 3)]
async fn own(_cx: &Context) -> Result<(), Mine> {
    Err(Mine)
}

#[migration(version = 4)]
async fn by_our_alias(_cx: &Context) -> dynamig::Result<(), Mine> {
    Ok(())
}

async fn fails_with_text(_cx: &Context) -> Result<(), String> {
    Err("text".to_owned())
}

fn main() {}
