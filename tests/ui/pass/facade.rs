//! The core under another path.

mod facade {
    pub use dynamig as changes;
}

use facade::changes::{Context, Result, Table, migration};

#[migration(version = 1, crate = facade::changes)]
async fn relative(_cx: &Context) -> Result<()> {
    Ok(())
}

#[migration(version = 2, depends_on = [relative], down = undo, crate = crate::facade::changes)]
async fn absolute(_cx: &Context) -> Result<()> {
    Ok(())
}

#[migration(version = 3, crate = ::dynamig)]
async fn external(_cx: &Context) -> Result<()> {
    Ok(())
}

async fn undo(_cx: &Context) -> Result<()> {
    Ok(())
}

#[derive(Table)]
#[table(name = "relative", crate = facade::changes, stream(view = keys_only, after = relative))]
struct Relative {
    #[table(partition_key)]
    id: u64,
}

#[derive(Table)]
#[table(name = "absolute", crate = crate::facade::changes)]
#[index(name = "by_name", partition_key = name, after = absolute)]
struct Absolute {
    #[table(partition_key)]
    id: u64,
    name: String,
}

fn main() {
    assert_eq!([Relative::NAME, Absolute::NAME], ["relative", "absolute"]);
}
