use dynamig::{Context, Result, migration};

#[migration(version = 1)]
async fn abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijk(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
