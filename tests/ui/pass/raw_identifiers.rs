//! Names that are keywords.

use dynamig::{Context, IsMigration, Result, migration};

mod r#type {
    #[dynamig::migration(version = 1)]
    pub async fn r#match(_cx: &dynamig::Context) -> dynamig::Result<()> {
        Ok(())
    }
}

#[migration(version = 2, depends_on = [r#type::r#match], down = r#mod)]
async fn r#loop(_cx: &Context) -> Result<()> {
    Ok(())
}

async fn r#mod(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {
    assert_eq!(r#type::r#match::ID, "1_match");
    assert_eq!(r#loop::ID, "2_loop");
}
