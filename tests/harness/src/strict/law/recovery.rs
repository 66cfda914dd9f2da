//! Point-in-time recovery.

use super::{Case, name, state};
use crate::strict::asked::given;
use crate::strict::rejection::{Judged, Rejection};

const SPECIFICATION: &str = "pointInTimeRecoverySpecification";

pub(super) fn judge(case: &Case<'_>) -> Judged {
    let specification = &case.body()["PointInTimeRecoverySpecification"];
    name::check_table(case.name)?;
    let days = &specification["RecoveryPeriodInDays"];
    let Some(wanted) = specification["PointInTimeRecoveryEnabled"].as_bool() else {
        let path = format!("{SPECIFICATION}.pointInTimeRecoveryEnabled");
        return Err(Rejection::constraint("null", &path, "not be null"));
    };
    if !wanted && given(days) {
        return Err(Rejection::invalid(
            "Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery.",
        ));
    }
    if let Some(days) = days.as_i64().filter(|days| !(1..=35).contains(days)) {
        let path = format!("{SPECIFICATION}.recoveryPeriodInDays");
        let bound = if days < 1 {
            "have value greater than or equal to 1"
        } else {
            "have value less than or equal to 35"
        };
        return Err(Rejection::constraint(&format!("'{days}'"), &path, bound));
    }
    check_ready(case)
}

/// Whether AWS has set up backups of the table by now.
fn check_ready(case: &Case<'_>) -> Judged {
    let table = state::beside(case).ok_or_else(|| Rejection::no_backups(case.name))?;
    if case.now < table.pending.backups {
        return Err(Rejection::backups_unavailable(case.name));
    }
    Ok(())
}
