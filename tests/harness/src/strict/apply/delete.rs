use super::done;
use crate::strict::held::Table;
use crate::strict::law::Case;

/// The engine no longer has it: what it was described as last is shown until it is gone.
pub(super) fn delete(case: &Case<'_>, table: &mut Table) {
    table.pending.deleted = Some(done(case, |takes| takes.deleting));
}
