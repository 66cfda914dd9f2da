//! Billing, and that the capacity of the table and of each index goes with it.

use serde_json::Value;

use super::{Case, capacity};
use crate::strict::asked::{given, list, text};
use crate::strict::held::{Billing, Table, Units};
use crate::strict::rejection::{Judged, Rejection, Source};

/// The words of the model.
pub(super) fn check_word(body: &Value) -> Judged {
    match text(&body["BillingMode"]) {
        Some(word) if Billing::of(word).word() != word => Err(Rejection::constraint(
            &format!("'{word}'"),
            "billingMode",
            "satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]",
        )),
        Some(_) | None => Ok(()),
    }
}

/// Of a new table: absent is provisioned.
pub(super) fn check_created(body: &Value, billing: Billing) -> Judged {
    let capacity = given(&body["ProvisionedThroughput"]);
    match billing {
        Billing::OnDemand if capacity => return Err(no_capacity()),
        // So it is worded at creation; an update names ProvisionedThroughput.
        Billing::Provisioned if !capacity => {
            return Err(Rejection::parameter(
                "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED",
            )
            .from(Source::Captured));
        }
        Billing::OnDemand | Billing::Provisioned => {}
    }
    for index in list(&body["GlobalSecondaryIndexes"]) {
        check_index(index, billing)?;
    }
    check_vectors(list(&body["VectorIndexes"]).len(), billing)
}

/// The engine's tables are all on demand, so it cannot judge this of the vector indexes that it knows.
fn check_vectors(created: usize, billing: Billing) -> Judged {
    if created > 0 && billing == Billing::Provisioned {
        return Err(Rejection::parameter(
            "Vector indexes are only supported for PAY_PER_REQUEST tables",
        )
        .from(Source::Captured));
    }
    Ok(())
}

/// Of a new index.
pub(super) fn check_index(index: &Value, billing: Billing) -> Judged {
    let name = text(&index["IndexName"]).unwrap_or_default();
    match (billing, given(&index["ProvisionedThroughput"])) {
        (Billing::Provisioned, false) => Err(Rejection::parameter(format!(
            "ProvisionedThroughput is not specified for index: {name}"
        ))),
        (Billing::OnDemand, true) => Err(Rejection::parameter(format!(
            "ProvisionedThroughput should not be specified for index: {name} when BillingMode is PAY_PER_REQUEST"
        ))),
        (Billing::Provisioned, true) | (Billing::OnDemand, false) => Ok(()),
    }
}

/// Of a table that is there, with the billing that it will have.
pub(super) fn check_changed(case: &Case<'_>, table: &Table, billing: Billing) -> Judged {
    let capacity = &case.body()["ProvisionedThroughput"];
    let switches = billing != table.billing;
    if switches && billing == Billing::Provisioned && !table.vectors.is_empty() {
        return Err(Rejection::parameter(
            "Tables with vector indexes must be in PAY_PER_REQUEST mode",
        )
        .from(Source::Captured));
    }
    let updates = list(&case.body()["VectorIndexUpdates"]).iter();
    let created = updates.filter(|update| given(&update["Create"])).count();
    check_vectors(created, billing)?;
    match billing {
        Billing::OnDemand if given(capacity) => Err(no_capacity()),
        Billing::OnDemand => Ok(()),
        Billing::Provisioned if given(&case.body()["BillingMode"]) && !given(capacity) => {
            Err(Rejection::parameter(
                "ProvisionedThroughput must be specified when BillingMode is PROVISIONED",
            ))
        }
        Billing::Provisioned if switches => check_every_index(case, table),
        Billing::Provisioned => match (table.throughput.capacity, Units::of_capacity(capacity)) {
            (Some(old), Some(new)) => capacity::check_change(case, None, old, new),
            (None, _) | (_, None) => Ok(()),
        },
    }
}

/// To provisioned billing every live index takes its capacity along.
fn check_every_index(case: &Case<'_>, table: &Table) -> Judged {
    let updates = list(&case.body()["GlobalSecondaryIndexUpdates"]);
    for (name, _) in table.live_indexes(case.now) {
        let has_capacity = updates
            .iter()
            .map(|update| &update["Update"])
            .any(|update| update["IndexName"] == name && given(&update["ProvisionedThroughput"]));
        if !has_capacity {
            return Err(Rejection::parameter(format!(
                "ProvisionedThroughput must be specified for index: {name}"
            )));
        }
    }
    Ok(())
}

fn no_capacity() -> Rejection {
    Rejection::parameter(
        "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
    )
}
