//! Warm throughput, which only rises.

use serde_json::Value;

use crate::strict::asked::given;
use crate::strict::held::Units;
use crate::strict::rejection::{Judged, Rejection};

/// `what` is `table` or `index i`; `current` is what it is warm for.
pub(super) fn check(warm: &Value, what: &str, current: Units) -> Judged {
    let wanted = current.warmed(warm);
    for (units, wanted, current) in [
        ("ReadUnitsPerSecond", wanted.read, current.read),
        ("WriteUnitsPerSecond", wanted.write, current.write),
    ] {
        if wanted < current {
            return Err(Rejection::parameter(format!(
                "Requested {units} for WarmThroughput for {what} is lower than current WarmThroughput, decreasing \
                 WarmThroughput is not supported"
            )));
        }
    }
    Ok(())
}

/// An object without members is more than AWS can take, in an update.
pub(super) fn check_not_empty(warm: &Value) -> Judged {
    let members = ["ReadUnitsPerSecond", "WriteUnitsPerSecond"];
    if given(warm) && members.iter().all(|member| !given(&warm[*member])) {
        return Err(Rejection::internal());
    }
    Ok(())
}
