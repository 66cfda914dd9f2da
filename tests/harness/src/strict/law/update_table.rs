use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    Case, attributes, billing, capacity, caps, class, create_index, delete_index, encryption,
    index_updates, name, packing, protection, state, stream, warm,
};
use crate::strict::asked::{list, text};
use crate::strict::held::{Billing, Table};
use crate::strict::law::{Concern, concerns};
use crate::strict::rejection::Judged;

/// The request by itself first, then against the table.
pub(super) fn judge(case: &Case<'_>) -> Judged {
    let body = case.body();
    let concerns = concerns(body);
    name::check_table(case.name)?;
    if concerns.is_empty() {
        // AWS's text lists what there is to change, which the engine knows.
        return case.existing().map(drop);
    }
    check_shape(body)?;
    packing::check(&concerns)?;
    let table = case.existing()?;
    let mode = text(&body["BillingMode"]).map_or(table.billing, Billing::of);
    delete_index::check_only_operation(case, table)?;
    if is_lost(case, table, &concerns) {
        return Ok(());
    }
    state::check_settled(case, table)?;
    billing::check_changed(case, table, mode)?;
    index_updates::check(case, table, mode)?;
    for index in create_index::created(body) {
        create_index::check_joining(case, table, index, mode)?;
    }
    caps::check_changed(&body["OnDemandThroughput"], mode)?;
    warm::check(&body["WarmThroughput"], "table", table.throughput.warm)?;
    stream::check_changed(case, table)?;
    encryption::check_changed(case, table)?;
    class::check_changed(case, table)?;
    protection::check(case, table)
}

/// Billing that is changed while it changes: AWS answers 200, and nothing comes of it.
pub(in crate::strict) fn is_lost(
    case: &Case<'_>,
    table: &Table,
    concerns: &BTreeSet<Concern>,
) -> bool {
    let of_billing = |concern: &Concern| {
        matches!(
            concern,
            Concern::OnDemand | Concern::Provisioned | Concern::Capacity | Concern::UpdateIndex
        )
    };
    let switches =
        concerns.contains(&Concern::OnDemand) || concerns.contains(&Concern::Provisioned);
    case.now < table.pending.billed && switches && concerns.iter().all(of_billing)
}

fn check_shape(body: &Value) -> Judged {
    billing::check_word(body)?;
    class::check_word(body)?;
    capacity::check(&body["ProvisionedThroughput"], "")?;
    encryption::check_shape(&body["SSESpecification"])?;
    stream::check_shape(&body["StreamSpecification"])?;
    warm::check_not_empty(&body["WarmThroughput"])?;
    attributes::check_once(body)?;
    for (i, update) in list(&body["GlobalSecondaryIndexUpdates"])
        .iter()
        .enumerate()
    {
        index_updates::check_shape(update, i + 1)?;
    }
    Ok(())
}
