//! The migrations: a file each, named for its version.

mod m20260902080000_sample_items;
mod m20260910080000_retired_carts;
mod m20260915080000_cents_of_orders;

pub use m20260902080000_sample_items::sample_items;
pub use m20260910080000_retired_carts::retire_carts;
pub use m20260915080000_cents_of_orders::count_cents;
