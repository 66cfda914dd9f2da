use dynamig::{Result, migration};

struct Plans;

impl Plans {
    #[migration(version = 1)]
    pub async fn seed(&self) -> Result<()> {
        Ok(())
    }
}

fn main() {}
