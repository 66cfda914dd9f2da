//! What `up` and `contract` would do to tables, decided before anything is done.
//!
//! | phase | what |
//! |---|---|
//! | needs room | deletes of indexes that have to come before what is made |
//! | prepare | protection and recovery on, recovery's days up, billing on demand, capacity, caps and warm throughput up |
//! | expand | tables, indexes, class, encryption, stream on, tags, policy, time to live on an empty table |
//! | migrate | the same, where it waits for migrations |
//! | contract | indexes no longer declared, what is declared off, everything down, another time to live or stream view, dropped tables |
//!
//! [`plan`] decides all but the last, and tells of it as held; [`contract`] decides the last. Both are pure: they see
//! what is declared, what was observed and what is remembered. A step that is true already is none, so a run that was
//! killed anywhere is planned again from what is there.

mod adopt;
mod bound;
mod capability;
mod checked;
mod compare;
mod contract;
mod create;
mod decide;
mod expand;
mod fresh;
mod limits;
mod live;
mod made;
mod notes;
mod ownership;
mod prepare;
mod refuse;
mod room;
mod spending;
mod standing;
mod step;
mod target;
mod waiting;

pub use adopt::{Adoption, adopt};
pub use bound::{Bound, lower_bound};
pub use capability::{Backups, Capabilities, Grants};
pub use compare::{ComparedTable, Existence, compare};
pub(crate) use create::{create_index, creation};
pub use decide::{contract, plan};
pub use fresh::{fresh, is_forgotten};
pub use ownership::Ownership;
pub use spending::Spending;
pub use step::{Note, NoteKind, Refusal, TablePlan, TableStep};
pub use target::{Adopting, Backup, TableChoice, TableTarget};

use crate::migration::MigrationId;
use crate::settings::Manage;

/// The migration that a part waits for, where it is not applied.
fn waits(after: Option<&MigrationId>, target: &TableTarget) -> Vec<MigrationId> {
    let pending = after.filter(|id| !target.applied.contains(id));
    pending.cloned().into_iter().collect()
}
