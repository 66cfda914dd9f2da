//! The class: two changes in 30 days.

use serde_json::Value;

use super::Case;
use crate::strict::asked::{given, text};
use crate::strict::held::{Table, within};
use crate::strict::rejection::{Judged, Rejection};

pub(super) fn check_word(body: &Value) -> Judged {
    match text(&body["TableClass"]) {
        None | Some("STANDARD" | "STANDARD_INFREQUENT_ACCESS") => Ok(()),
        Some(_) => Err(Rejection::invalid(
            "Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, \
             STANDARD_INFREQUENT_ACCESS].",
        )),
    }
}

/// Once they are spent, the class that the table has is rejected like any other.
pub(super) fn check_changed(case: &Case<'_>, table: &Table) -> Judged {
    if given(&case.body()["TableClass"])
        && within(&table.spent.class, case.now, case.durations.class_window) >= 2
    {
        return Err(Rejection::limit(
            "Updates to TableClass are limited to 2 times in 30 day(s).",
        ));
    }
    Ok(())
}
