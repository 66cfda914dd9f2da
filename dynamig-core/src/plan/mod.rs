//! What `up` and `down` would do, decided before anything is done.
//!
//! Every function here is pure: it reads the registry, the history and the target, and answers with a [`Plan`] or with
//! the reason why there can be none. Printing the plan is a dry run; carrying it out is another module's work. The
//! caller holds the namespace's lock where the plan is to be carried out: a row that is `running` then belongs to a
//! process that died.

mod after;
mod agreed;
mod applied;
mod baseline;
mod contract;
mod down;
mod range;
mod redo;
mod refuse;
mod rows;
mod selection;
mod skip;
mod standing;
mod step;
mod step_json;
pub mod tables;
mod target;
mod up;
mod warned_tables;
mod warning;

pub use after::after;
pub use baseline::baseline;
pub use contract::contract;
pub use down::down;
pub use redo::{redo, reset};
pub use rows::{Row, RowKind};
pub use selection::{DownSelection, Selection, Strand};
pub(crate) use skip::skip_reason;
pub(crate) use standing::{Is, Standing};
pub use step::{Action, Hazard, Phase, Plan, SkipReason, Step};
pub use target::{ItemRuns, Protection, Target};
pub use up::up;
pub(crate) use up::{highest_applied, missing};
pub(crate) use warned_tables::warned_tables;
pub use warning::{Warning, WarningKind};
pub(crate) use warning::{unlinked, warnings};
