//! What is set beside a table, by operations of its own.

use super::done;
use crate::strict::Budget;
use crate::strict::asked::{list, text};
use crate::strict::held::{Policy, Table, pairs};
use crate::strict::law::Case;

/// The days of recovery that AWS keeps if none are said.
const DAYS: i64 = 35;

pub(super) fn ttl(case: &Case<'_>, table: &mut Table) {
    let specification = &case.asked.body["TimeToLiveSpecification"];
    let attribute = text(&specification["AttributeName"]).map(str::to_owned);
    table.ttl = attribute.filter(|_| specification["Enabled"] == true);
    table.pending.ttl = done(case, |takes| takes.ttl);
    table.spent.spend(Budget::Ttl, case.now);
}

pub(super) fn recovery(case: &Case<'_>, table: &mut Table) {
    let specification = &case.asked.body["PointInTimeRecoverySpecification"];
    let days = specification["RecoveryPeriodInDays"].as_i64();
    table.recovery = (specification["PointInTimeRecoveryEnabled"] == true)
        .then(|| days.or(table.recovery).unwrap_or(DAYS));
}

pub(super) fn tag(case: &Case<'_>, table: &mut Table) {
    table.tags.extend(pairs(&case.asked.body["Tags"]));
    table.pending.tagged = done(case, |takes| takes.tag_lock);
}

pub(super) fn untag(case: &Case<'_>, table: &mut Table) {
    for key in list(&case.asked.body["TagKeys"]).iter().filter_map(text) {
        table.tags.remove(key);
    }
    table.pending.tagged = done(case, |takes| takes.tag_lock);
}

pub(super) fn put_policy(case: &Case<'_>, table: &mut Table) {
    let document = text(&case.asked.body["Policy"]).unwrap_or_default();
    let revision = table.policy.as_ref().map_or(0, |policy| policy.revision);
    table.policy = Some(Policy {
        document: document.to_owned(),
        revision: revision + 1,
    });
    table.spent.spend(Budget::Policy, case.now);
}

pub(super) fn delete_policy(case: &Case<'_>, table: &mut Table) {
    if table.policy.take().is_some() {
        table.spent.spend(Budget::Policy, case.now);
    }
}
