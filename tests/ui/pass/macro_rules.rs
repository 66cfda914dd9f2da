//! Written by a macro of the user.

use dynamig::{Context, Result, migration};

macro_rules! seed {
    ($visibility:vis $name:ident, $version:literal, [$($dependency:path),*], $down:path, $kind:ty, $body:block) => {
        #[migration(version = $version, depends_on = [$($dependency),*], down = $down, touches = ["plans"])]
        $visibility async fn $name(_cx: $kind) -> Result<()> $body
    };
}

async fn undo(_cx: &Context) -> Result<()> {
    Ok(())
}

seed!(pub first, 1, [], undo, &Context, { Ok(()) });
seed!(second, 2, [crate::first], self::undo, &Context, { Ok(()) });

fn main() {
    assert_eq!(<second as dynamig::IsMigration>::ID, "2_second");
    assert_eq!(<second as dynamig::IsMigration>::VERSION, 2);
}
