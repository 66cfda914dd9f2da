//! What an item migration is going to cost, before it starts: pure functions of what DescribeTable tells of its table, of its
//! options, and of how far an earlier process came.

mod consumed;
mod figures;
mod forecast;
mod money;
mod prices;
mod span;
mod tariff;
mod time;

#[cfg(test)]
mod tests;

pub(crate) use consumed::{Consumed, Elsewhere};
pub(crate) use figures::{Basis, estimate};
pub use figures::{Estimate, Money};
pub use forecast::{Forecast, NoFigures};
pub use money::MicroDollars;
pub use span::{Span, Units};
pub(crate) use tariff::Tariff;
pub use time::AtCap;
