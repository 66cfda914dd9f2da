//! The entries of an update of global secondary indexes, and changes to those that stay.

use serde_json::Value;

use super::{Case, capacity, caps, create_index, warm};
use crate::strict::asked::{given, list, text};
use crate::strict::held::{Billing, Index, Table, Units};
use crate::strict::rejection::{Judged, Rejection, Source};

/// One action an entry, and the shape of its index.
pub(super) fn check_shape(update: &Value, place: usize) -> Judged {
    let actions = ["Create", "Update", "Delete"];
    if actions
        .iter()
        .filter(|action| given(&update[**action]))
        .count()
        > 1
    {
        return Err(Rejection::parameter(
            "Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object",
        ));
    }
    let path = format!("globalSecondaryIndexUpdates.{place}.member");
    let created = &update["Create"];
    if given(created) {
        let billing = if given(&created["ProvisionedThroughput"]) {
            Billing::Provisioned
        } else {
            Billing::OnDemand
        };
        create_index::check_one(created, &format!("{path}.create"), billing)?;
    }
    warm::check_not_empty(&update["Update"]["WarmThroughput"])?;
    capacity::check(
        &update["Update"]["ProvisionedThroughput"],
        &format!("{path}.update."),
    )
}

/// The changes to indexes that stay.
pub(super) fn check(case: &Case<'_>, table: &Table, billing: Billing) -> Judged {
    for update in list(&case.body()["GlobalSecondaryIndexUpdates"]) {
        if let Some(name) = text(&update["Delete"]["IndexName"])
            && !table.indexes.contains_key(name)
        {
            return Err(Rejection::no_table(name).from(Source::Captured));
        }
        let changed = &update["Update"];
        if let Some(name) = text(&changed["IndexName"]) {
            let index = table.live_indexes(case.now).find(|(live, _)| *live == name);
            let Some((_, index)) = index else {
                return Err(no_index());
            };
            check_one(case, table, name, index, changed, billing)?;
        }
    }
    Ok(())
}

fn check_one(
    case: &Case<'_>,
    table: &Table,
    name: &str,
    index: &Index,
    changed: &Value,
    billing: Billing,
) -> Judged {
    let throughput = &changed["ProvisionedThroughput"];
    if billing == Billing::OnDemand && given(throughput) {
        return Err(Rejection::parameter(format!(
            "ProvisionedThroughput should not be specified for index: {name} when BillingMode is PAY_PER_REQUEST"
        )));
    }
    if let (Some(old), Some(new)) = (index.throughput.capacity, Units::of_capacity(throughput))
        && table.billing == billing
    {
        capacity::check_change(case, Some(name), old, new)?;
    }
    caps::check_changed(&changed["OnDemandThroughput"], billing)?;
    warm::check(
        &changed["WarmThroughput"],
        &format!("index {name}"),
        index.throughput.warm,
    )
}

fn no_index() -> Rejection {
    Rejection::invalid(
        "This operation cannot be performed with given input values. Please contact DynamoDB service team for more \
         info: Action Blocked: IndexUpdate",
    )
    .from(Source::Captured)
}
