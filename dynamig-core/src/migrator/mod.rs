//! Brings an environment to what the code says: the library's front door.

mod baseline;
mod bring;
mod carry_out;
mod conclude;
mod configure;
mod contract;
mod contract_options;
mod down;
mod forget;
mod live;
mod lock;
mod mark;
mod meta;
mod options;
mod owner;
mod read;
mod record_options;
mod recovery;
mod redo_options;
mod report;
mod scaling;
mod session;
mod settled;
mod table_report;
mod tables;
mod terms;
mod up;
mod wait;

pub use configure::Migrator;
pub use contract_options::ContractOptions;
pub use mark::Mark;
pub use options::{Consent, DownOptions, Observe, UpOptions};
pub use record_options::{BaselineOptions, Baselined, RepairOptions};
pub use redo_options::{RedoOptions, ResetOptions};
pub use report::RunReport;
pub use table_report::{TableOutcome, TableReport};
