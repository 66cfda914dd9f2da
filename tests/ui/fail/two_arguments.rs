use dynamig::{Context, Result, migration};

#[migration(version = 1)]
async fn lower_case_emails(_cx: &Context, _hard: u8) -> Result<()> {
    Ok(())
}

fn main() {}
