//! Looks at what is set beside a table: not known while the table is created.

use super::{Case, state};
use crate::strict::rejection::{Judged, Rejection};

pub(super) fn judge(case: &Case<'_>) -> Judged {
    if state::beside(case).is_some() {
        return Ok(());
    }
    match case.asked.operation.as_str() {
        "DescribeTimeToLive" => Err(Rejection::no_table(case.name)),
        "DescribeContinuousBackups" => Err(Rejection::no_backups(case.name)),
        "GetResourcePolicy" => Err(Rejection::no_resource(case.asked.arn())),
        "ListTagsOfResource" if case.table().is_some() => {
            Err(Rejection::no_resource(case.asked.arn()))
        }
        // A table that is created is described; of one that is not there, the engine says what AWS says.
        _ => Ok(()),
    }
}
