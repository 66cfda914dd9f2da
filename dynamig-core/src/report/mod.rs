//! Where every migration stands, for `status`.

mod migration;
mod recorded;
mod settled;
mod state;
mod states;

pub use migration::MigrationReport;
pub use recorded::recorded;
pub use settled::settled;
pub use state::State;
pub use states::{Report, Summary, states};
