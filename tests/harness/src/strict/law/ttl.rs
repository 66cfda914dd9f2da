//! TTL: one attribute, switched off before another, and rarely.

use super::{Case, name, state};
use crate::strict::asked::text;
use crate::strict::held::within;
use crate::strict::rejection::{Judged, Rejection};

pub(super) fn judge(case: &Case<'_>) -> Judged {
    let specification = &case.body()["TimeToLiveSpecification"];
    name::check_table(case.name)?;
    let attribute = text(&specification["AttributeName"]);
    let (Some(attribute), Some(wanted)) = (attribute, specification["Enabled"].as_bool()) else {
        return Ok(());
    };
    let length = match attribute.len() {
        0 => Some("greater than or equal to 1"),
        1..=255 => None,
        _ => Some("less than or equal to 255"),
    };
    if let Some(length) = length {
        let path = "timeToLiveSpecification.attributeName";
        let (value, constraint) = (format!("'{attribute}'"), format!("have length {length}"));
        return Err(Rejection::constraint(&value, path, &constraint));
    }
    let table = state::beside(case).ok_or_else(|| Rejection::no_table(case.name))?;
    match (wanted, table.ttl.as_deref()) {
        (true, Some(current)) if current == attribute => {
            return Err(Rejection::invalid("TimeToLive is already enabled"));
        }
        (false, None) => return Err(Rejection::invalid("TimeToLive is already disabled")),
        (_, Some(current)) if current != attribute => {
            return Err(Rejection::invalid(format!(
                "TimeToLive is active on a different AttributeName: current AttributeName is {current}"
            )));
        }
        (true, None) | (true | false, Some(_)) => {}
    }
    if within(&table.spent.ttl, case.now, case.durations.ttl_interval) > 0 {
        return Err(Rejection::invalid(
            "Time to live has been modified multiple times within a fixed interval",
        ));
    }
    state::check_settled(case, table)
}
