//! What becomes of a table by a request that the law and the engine accepted.

mod beside;
mod create;
mod delete;
mod update;

use super::clock::Moment;
use super::durations::Durations;
use super::held::Table;
use super::law::Case;

/// The table after the request; `described` is the engine's description of it afterwards, or its last one.
pub(super) fn apply(case: &Case<'_>, described: serde_json::Value) -> Table {
    let mut table = match case.asked.operation.as_str() {
        "CreateTable" => create::created(case),
        _ => case.table().cloned().unwrap_or_default(),
    };
    match case.asked.operation.as_str() {
        "UpdateTable" => update::update(case, &mut table),
        "DeleteTable" => delete::delete(case, &mut table),
        "UpdateTimeToLive" => beside::ttl(case, &mut table),
        "UpdateContinuousBackups" => beside::recovery(case, &mut table),
        "TagResource" => beside::tag(case, &mut table),
        "UntagResource" => beside::untag(case, &mut table),
        "PutResourcePolicy" => beside::put_policy(case, &mut table),
        "DeleteResourcePolicy" => beside::delete_policy(case, &mut table),
        "CreateTable" => {}
        other => panic!("{other} is no change to a table"),
    }
    if described.is_object() {
        table.described = described;
    }
    table
}

/// When what begins now will be done.
fn done(case: &Case<'_>, takes: impl Fn(&Durations) -> std::time::Duration) -> Moment {
    case.now.after(takes(case.durations))
}
