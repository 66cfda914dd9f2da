//! Written by a macro of the user.

use dynamig::{Context, Item, Outcome, Result, migration};

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

macro_rules! of_items {
    ($name:ident, $version:literal, $table:literal, $item:ident: $kind:ty, $down:path, $body:block) => {
        #[migration(version = $version, items = $table, matching = $crate::every, down = $down, segments = 4)]
        fn $name($item: $kind) -> Result<Outcome<$kind>> $body
    };
}

fn every(_: &Item) -> bool {
    true
}

fn keep(_: Item) -> Result<Outcome<Item>> {
    Ok(Outcome::Keep)
}

of_items!(third, 3, "customers", item: Item, keep, { Ok(Outcome::Update(item)) });

fn main() {
    assert_eq!(<second as dynamig::IsMigration>::ID, "2_second");
    assert_eq!(<second as dynamig::IsMigration>::VERSION, 2);
}
