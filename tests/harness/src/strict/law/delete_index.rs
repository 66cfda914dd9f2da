//! Global secondary indexes that go, and the table's only online operation.

use super::Case;
use crate::strict::asked::{given, list, text};
use crate::strict::held::{Phase, Table};
use crate::strict::rejection::{Judged, Rejection, Source};

/// One index is created or deleted at a time. The one that is backfilling may be deleted: so a creation is cancelled.
pub(super) fn check_only_operation(case: &Case<'_>, table: &Table) -> Judged {
    let online: Vec<&serde_json::Value> = ["GlobalSecondaryIndexUpdates", "VectorIndexUpdates"]
        .iter()
        .flat_map(|updates| list(&case.body()[*updates]))
        .filter(|update| given(&update["Create"]) || given(&update["Delete"]))
        .collect();
    if online.len() > 1 {
        return Err(only_one());
    }
    let (Some(update), Some((busy, phase))) = (online.first(), table.online_operation(case.now))
    else {
        return Ok(());
    };
    let cancels = text(&update["Delete"]["IndexName"]) == Some(busy);
    match phase {
        Phase::Backfilling if cancels => Ok(()),
        Phase::Allocating if cancels => Err(Rejection::in_use(format!(
            "Index creation is in resource allocation phase. Retry deletion during backfilling phase or when the index \
             is active. Table: {} Index: {busy}",
            case.name
        ))
        .from(Source::Captured)),
        _another => Err(only_one()),
    }
}

fn only_one() -> Rejection {
    Rejection::limit("Only 1 online index can be created or deleted simultaneously per table")
}
