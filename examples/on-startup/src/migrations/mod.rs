//! The migrations of the service.

mod m20260901080000_visits;
mod m20260901081500_front_page;

pub use m20260901080000_visits::create_visits;
pub use m20260901081500_front_page::count_from_zero;
