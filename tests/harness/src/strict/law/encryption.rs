//! Encryption at rest.

use serde_json::Value;

use super::Case;
use crate::strict::asked::{given, text};
use crate::strict::held::{Encryption, Table, within};
use crate::strict::rejection::{Judged, Rejection, Source};
use crate::strict::show::key_arn;

pub(super) fn check_shape(specification: &Value) -> Judged {
    if let Some(kind) = text(&specification["SSEType"]).filter(|kind| *kind != "KMS") {
        return Err(
            Rejection::parameter(format!("SSEType {kind} is not supported")).from(Source::Unworded),
        );
    }
    if given(&specification["KMSMasterKeyId"]) && !given(&specification["SSEType"]) {
        return Err(Rejection::parameter(
            "SSEType must be specified if KMSMasterKeyId is specified",
        )
        .from(Source::Unworded));
    }
    Ok(())
}

pub(super) fn check_changed(case: &Case<'_>, table: &Table) -> Judged {
    let specification = &case.body()["SSESpecification"];
    if !given(specification) {
        return Ok(());
    }
    let key = text(&specification["KMSMasterKeyId"]);
    match (specification["Enabled"] == true, &table.encryption) {
        (false, Encryption::Default) => {
            return Err(Rejection::parameter(
                "Table is already encrypted by default",
            ));
        }
        // An alias may lead elsewhere by now: it is sent again, encrypts again, and spends the budget.
        (true, Encryption::Kms(old))
            if key.is_none_or(|key| !is_alias(key)) && key.map(key_arn) == *old =>
        {
            return Err(Rejection::parameter(
                "Table is already encrypted with given KMSMasterKeyId",
            ));
        }
        (true | false, _) => {}
    }
    check_budget(case, table)
}

fn is_alias(key: &str) -> bool {
    key.starts_with("alias/") || key.contains(":alias/")
}

/// Four in a window, then one an interval.
fn check_budget(case: &Case<'_>, table: &Table) -> Judged {
    let (spent, limits) = (&table.spent.encryption, case.durations);
    if within(spent, case.now, limits.encryption_window) < 4
        || within(spent, case.now, limits.encryption_interval) == 0
    {
        return Ok(());
    }
    let last = spent.iter().max().copied().unwrap_or(case.now);
    Err(Rejection::limit(format!(
        "Encryption mode changes are limited in the 24h window ending at {}. After the first 4 encryption mode changes \
         in the window, each subsequent change in the same window can be performed at most once every {} seconds. Next \
         changes can be made at {}.",
        case.now,
        limits.encryption_interval.as_secs(),
        last.after(limits.encryption_interval)
    )))
}
