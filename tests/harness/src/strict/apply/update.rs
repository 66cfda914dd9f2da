use serde_json::Value;

use super::create::encryption;
use super::done;
use crate::strict::Budget;
use crate::strict::asked::{given, list, text};
use crate::strict::clock::Moment;
use crate::strict::held::{Billing, Deleting, Index, Table, Units, definitions};
use crate::strict::law::{Case, concerns, is_lost};

pub(super) fn update(case: &Case<'_>, table: &mut Table) {
    let body = &case.asked.body;
    if is_lost(case, table, &concerns(body)) {
        return;
    }
    bill(case, table);
    for update in list(&body["GlobalSecondaryIndexUpdates"]) {
        create_index(case, table, &update["Create"]);
        update_index(case, table, &update["Update"]);
        delete_index(case, table, &update["Delete"]);
    }
    for update in list(&body["VectorIndexUpdates"]) {
        let name = |action: &Value| text(&action["IndexName"]).map(str::to_owned);
        table.vectors.extend(name(&update["Create"]));
        if let Some(gone) = name(&update["Delete"]) {
            table.vectors.remove(&gone);
        }
    }
    table.throughput.caps = table.throughput.caps.changed(&body["OnDemandThroughput"]);
    if given(&body["WarmThroughput"]) {
        table.throughput.warm = table.throughput.warm.warmed(&body["WarmThroughput"]);
        table.pending.warmed = done(case, |takes| takes.warm);
    }
    stream(case, table);
    if given(&body["SSESpecification"]) {
        table.encryption = encryption(&body["SSESpecification"]);
        table.pending.encrypted = done(case, |takes| takes.encryption);
        table.spent.spend(Budget::Encryption, case.now);
    }
    class(case, table);
    if let Some(wanted) = body["DeletionProtectionEnabled"].as_bool() {
        if wanted != table.protected {
            table.spent.spend(Budget::Protection, case.now);
        }
        table.protected = wanted;
    }
}

/// A table is busy until the longest of what it does is done.
fn busy(table: &mut Table, until: Moment) {
    table.pending.updated = table.pending.updated.max(until);
}

fn bill(case: &Case<'_>, table: &mut Table) {
    let body = &case.asked.body;
    let wanted = text(&body["BillingMode"]).map_or(table.billing, Billing::of);
    if let Some(new) = Units::of_capacity(&body["ProvisionedThroughput"]) {
        let falls = table
            .throughput
            .capacity
            .is_some_and(|old| new.is_below(old));
        if falls {
            table.spent.decrease(None, case.now);
        }
        table.throughput.provision(new);
        busy(table, done(case, |takes| takes.capacity));
    }
    if wanted == table.billing {
        return;
    }
    table.billing = wanted;
    table.throughput.caps = Default::default();
    if wanted == Billing::OnDemand {
        table.on_demand_since = Some(case.now);
        table.throughput.go_on_demand();
    }
    for index in table.indexes.values_mut() {
        index.throughput.caps = Default::default();
        if wanted == Billing::OnDemand {
            index.throughput.go_on_demand();
        }
    }
    table.pending.billed = done(case, |takes| takes.billing);
    busy(table, table.pending.billed);
}

fn create_index(case: &Case<'_>, table: &mut Table, created: &Value) {
    let Some(name) = text(&created["IndexName"]) else {
        return;
    };
    let allocated = done(case, |takes| takes.index_allocating);
    let index = Index {
        allocated,
        filled: allocated.after(case.durations.index_backfilling),
        ..Index::of(created, table.billing)
    };
    let uses = |name: &str| index.keys.iter().any(|key| key.attribute == name);
    let new = definitions(&case.asked.body);
    table
        .attributes
        .extend(new.into_iter().filter(|(name, _)| uses(name)));
    table.indexes.insert(name.to_owned(), index);
    busy(table, allocated);
}

fn update_index(case: &Case<'_>, table: &mut Table, changed: &Value) {
    let Some(name) = text(&changed["IndexName"]) else {
        return;
    };
    let updated = done(case, |takes| takes.capacity);
    let Some(index) = table.indexes.get_mut(name) else {
        return;
    };
    index.throughput.caps = index
        .throughput
        .caps
        .changed(&changed["OnDemandThroughput"]);
    if given(&changed["WarmThroughput"]) {
        index.throughput.warm = index.throughput.warm.warmed(&changed["WarmThroughput"]);
        index.warmed = done(case, |takes| takes.warm);
    }
    let Some(new) = Units::of_capacity(&changed["ProvisionedThroughput"]) else {
        return;
    };
    let falls = index
        .throughput
        .capacity
        .is_some_and(|old| new.is_below(old));
    index.throughput.provision(new);
    index.updated = updated;
    if falls {
        table.spent.decrease(Some(name.to_owned()), case.now);
    }
    busy(table, updated);
}

fn delete_index(case: &Case<'_>, table: &mut Table, deleted: &Value) {
    let name = text(&deleted["IndexName"]).unwrap_or_default();
    let until = done(case, |takes| takes.index_deleting);
    let described = list(&table.described["GlobalSecondaryIndexes"])
        .iter()
        .find(|index| index["IndexName"] == name);
    let described = described.cloned().unwrap_or_default();
    if let Some(index) = table.indexes.get_mut(name) {
        index.deleting = Some(Deleting { until, described });
        busy(table, until);
    }
}

fn stream(case: &Case<'_>, table: &mut Table) {
    let stream = &case.asked.body["StreamSpecification"];
    let Some(enabled) = stream["StreamEnabled"].as_bool() else {
        return;
    };
    let view = text(&stream["StreamViewType"]).map(str::to_owned);
    table.stream = view.filter(|_| enabled);
    busy(table, done(case, |takes| takes.stream));
}

/// The class that it has already costs nothing.
fn class(case: &Case<'_>, table: &mut Table) {
    let Some(wanted) = text(&case.asked.body["TableClass"]) else {
        return;
    };
    if table.class.as_deref().unwrap_or("STANDARD") != wanted {
        table.spent.spend(Budget::Class, case.now);
        busy(table, done(case, |takes| takes.class));
    }
    table.class = Some(wanted.to_owned());
}
