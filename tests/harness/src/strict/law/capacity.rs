//! Provisioned capacity: how much, and how often it may fall.

use serde_json::Value;

use super::Case;
use crate::strict::asked::given;
use crate::strict::held::{Units, within};
use crate::strict::rejection::{Judged, Rejection};

/// Both numbers are there and at least 1; `path` is that of the throughput's owner, with a dot behind.
pub(super) fn check(throughput: &Value, path: &str) -> Judged {
    if !throughput.is_object() {
        return Ok(());
    }
    for (member, name) in [
        ("ReadCapacityUnits", "readCapacityUnits"),
        ("WriteCapacityUnits", "writeCapacityUnits"),
    ] {
        let path = format!("{path}provisionedThroughput.{name}");
        let units = &throughput[member];
        if !given(units) {
            return Err(Rejection::constraint("null", &path, "not be null"));
        }
        if let Some(low) = units.as_i64().filter(|&units| units < 1) {
            let constraint = "have value greater than or equal to 1";
            return Err(Rejection::constraint(
                &format!("'{low}'"),
                &path,
                constraint,
            ));
        }
    }
    Ok(())
}

/// A change to the capacity of the table, or of the named index: it changes something, and falls not too often.
pub(super) fn check_change(case: &Case<'_>, index: Option<&str>, old: Units, new: Units) -> Judged {
    if old == new {
        return Err(unchanged(index, old, new));
    }
    if new.is_below(old) {
        check_decrease(case, index)?;
    }
    Ok(())
}

fn check_decrease(case: &Case<'_>, index: Option<&str>) -> Judged {
    let decreases = case
        .table
        .map_or(&[][..], |table| table.spent.decreases(index));
    let today = decreases
        .iter()
        .filter(|at| at.day() == case.now.day())
        .count();
    let interval = case.durations.decrease_interval;
    if today < 4 || within(decreases, case.now, interval) == 0 {
        return Ok(());
    }
    Err(Rejection::limit(format!(
        "Provisioned throughput decreases are limited within a given UTC day. After the first 4 decreases, each \
         subsequent decrease in the same UTC day can be performed at most once every {} seconds",
        interval.as_secs()
    )))
}

fn unchanged(index: Option<&str>, old: Units, new: Units) -> Rejection {
    let whose = index.map_or_else(|| "table".to_owned(), |index| format!("index {index}"));
    let what = if index.is_some() { "index" } else { "table" };
    Rejection::invalid(format!(
        "The provisioned throughput for the {whose} will not change. The requested value equals the current value. \
         Current ReadCapacityUnits provisioned for the {what}: {}. Requested ReadCapacityUnits: {}. Current \
         WriteCapacityUnits provisioned for the {what}: {}. Requested WriteCapacityUnits: {}. Refer to the Amazon \
         DynamoDB Developer Guide for current limits and how to request higher limits.",
        old.read, new.read, old.write, new.write
    ))
}
