//! Deletion protection: not switched again at once.

use super::Case;
use crate::strict::held::{Table, within};
use crate::strict::rejection::{Judged, Rejection};

pub(super) fn check(case: &Case<'_>, table: &Table) -> Judged {
    let interval = case.durations.protection_interval;
    let toggles = case.body()["DeletionProtectionEnabled"]
        .as_bool()
        .is_some_and(|wanted| wanted != table.protected);
    if !toggles || within(&table.spent.protection, case.now, interval) == 0 {
        return Ok(());
    }
    let last = table.spent.protection.iter().max().copied();
    Err(Rejection::throttled(format!(
        "Deletion protection setting for table {} modified within the previous {} milliseconds. Please try again after \
         {}",
        case.name,
        interval.as_millis(),
        last.unwrap_or(case.now).after(interval)
    )))
}
