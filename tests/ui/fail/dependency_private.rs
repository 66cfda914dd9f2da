use dynamig::{Context, Result, migration};

mod billing {
    use dynamig::{Context, Result, migration};

    #[migration(version = 1)]
    async fn create_invoices(_cx: &Context) -> Result<()> {
        Ok(())
    }
}

#[migration(version = 2, depends_on = [billing::create_invoices])]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
