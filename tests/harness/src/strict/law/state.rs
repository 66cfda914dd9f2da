//! Whether a table is in a state to be changed.

use super::Case;
use crate::strict::held::{Status, Table};
use crate::strict::rejection::{Judged, Rejection};

pub(super) fn check_settled(case: &Case<'_>, table: &Table) -> Judged {
    let doing = match table.status(case.now) {
        Status::Active => return Ok(()),
        Status::Creating => "created",
        Status::Updating => "updated",
        Status::Deleting | Status::Gone => "deleted",
    };
    let name = case.name;
    Err(Rejection::in_use(format!("Table is being {doing}: {name}")))
}

/// The table for what is set beside it: while it is created, AWS does not know it there.
pub(super) fn beside<'a>(case: &Case<'a>) -> Option<&'a Table> {
    case.table()
        .filter(|table| table.status(case.now) != Status::Creating)
}
