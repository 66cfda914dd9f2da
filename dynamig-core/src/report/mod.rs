//! Where every migration stands, for `status`.

mod migration;
mod state;
mod states;

pub use migration::MigrationReport;
pub use state::State;
pub use states::{Report, Summary, states};
