use dynamig::{Context, Result, migration};

#[migration(version = 1)]
async fn lower_case_emails(_customer: String, _cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
