//! Where every migration and every table stands, for `status`.

mod compared;
mod migration;
mod recorded;
mod settled;
mod state;
mod states;
mod table;

pub use compared::compared;
pub use migration::MigrationReport;
pub use recorded::recorded;
pub use settled::settled;
pub use state::State;
pub use states::{Report, Summary, states};
pub use table::{ChangeKind, TableChange, TableReport, TableSummary, tables};
