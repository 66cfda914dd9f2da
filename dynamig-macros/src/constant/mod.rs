//! A table as a constant expression, whoever declares it.

mod said;
mod table;

pub(crate) use table::{Awaited, Constant, Keys, typed};
