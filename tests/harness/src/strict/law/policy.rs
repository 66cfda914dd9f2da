//! Resource policies: their size, their revision, and the pause between two changes.

use serde_json::Value;

use super::{Case, state};
use crate::strict::asked::text;
use crate::strict::held::{Table, within};
use crate::strict::rejection::{Judged, Rejection, Source};

const MOST_BYTES: usize = 20_480;

/// White space counts.
pub(super) fn check_size(policy: &Value) -> Judged {
    if text(policy).is_some_and(|policy| policy.len() > MOST_BYTES) {
        return Err(Rejection::parameter(format!(
            "Maximum policy size of {MOST_BYTES} bytes exceeded"
        )));
    }
    Ok(())
}

pub(super) fn judge_put(case: &Case<'_>) -> Judged {
    check_size(&case.body()["Policy"])?;
    let table = resource(case)?;
    check_revision(case, table)?;
    check_pause(case, table)
}

pub(super) fn judge_delete(case: &Case<'_>) -> Judged {
    let table = resource(case)?;
    check_revision(case, table)?;
    check_pause(case, table)
}

fn resource<'a>(case: &Case<'a>) -> Result<&'a Table, Rejection> {
    state::beside(case).ok_or_else(|| Rejection::no_resource(case.asked.arn()))
}

/// The caller may say which revision it saw, or that it saw none.
fn check_revision(case: &Case<'_>, table: &Table) -> Judged {
    let current = table.policy.as_ref().map_or_else(
        || "NO_POLICY".to_owned(),
        |policy| policy.revision.to_string(),
    );
    match text(&case.body()["ExpectedRevisionId"]) {
        Some(expected) if expected != current => Err(Rejection::no_policy(case.asked.arn())),
        Some(_) | None => Ok(()),
    }
}

fn check_pause(case: &Case<'_>, table: &Table) -> Judged {
    if within(
        &table.spent.policy,
        case.now,
        case.durations.policy_interval,
    ) == 0
    {
        return Ok(());
    }
    Err(
        Rejection::in_use(format!("Resource policy is being updated: {}", case.name))
            .from(Source::Unworded),
    )
}
