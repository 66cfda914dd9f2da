//! Caps on demand.

use serde_json::Value;

use crate::strict::asked::given;
use crate::strict::held::Billing;
use crate::strict::rejection::{Judged, Rejection, Source};

const MEMBERS: [&str; 2] = ["MaxReadRequestUnits", "MaxWriteRequestUnits"];

/// Of a new table.
pub(super) fn check_created(caps: &Value, billing: Billing) -> Judged {
    if billing == Billing::Provisioned
        && let Some(member) = MEMBERS.iter().find(|member| given(&caps[**member]))
    {
        return Err(Rejection::parameter(format!(
            "{member} for OnDemandThroughput cannot be specified when table BillingMode is PROVISIONED."
        ))
        .from(Source::Captured));
    }
    check_range(caps, |cap| cap >= 1)
}

/// Of a table that is there: -1 takes a cap off.
pub(super) fn check_changed(caps: &Value, billing: Billing) -> Judged {
    if !given(caps) {
        return Ok(());
    }
    let said = MEMBERS.iter().find(|member| given(&caps[**member]));
    let Some(member) = said else {
        return Err(Rejection::internal());
    };
    if billing == Billing::Provisioned {
        return Err(Rejection::parameter(format!(
            "{member} for OnDemandThroughput cannot be specified when the table BillingMode is PROVISIONED"
        )));
    }
    check_range(caps, |cap| cap >= 1 || cap == -1)
}

fn check_range(caps: &Value, accepted: impl Fn(i64) -> bool) -> Judged {
    for member in MEMBERS {
        if caps[member].as_i64().is_some_and(|cap| !accepted(cap)) {
            return Err(Rejection::parameter(format!(
                "Requested {member} for OnDemandThroughput for table is outside of valid range"
            )));
        }
    }
    Ok(())
}
