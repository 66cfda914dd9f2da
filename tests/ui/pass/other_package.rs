//! A dependency in another package, which knows the core under another name.

use dynamig::{Context, IsMigration, Result, migration};

#[migration(version = 3, depends_on = [dynamig_ui_renamed::second])]
async fn third(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {
    assert_eq!(<third as IsMigration>::DECLARATION.depends_on, ["2_second"]);
}
