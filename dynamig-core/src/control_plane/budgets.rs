use aws_sdk_dynamodb::types::{ProvisionedThroughputDescription, TableDescription};

use crate::table::{Budget, Spent};

/// What DescribeTable tells of the budgets that AWS grants a table; of the time to live and of the encryption it tells
/// nothing.
pub(super) fn spent(described: &TableDescription) -> Vec<Spent> {
    let class = described.table_class_summary();
    let class = class.and_then(|summary| summary.last_update_date_time());
    let class = class.map(|at| Spent::new(Budget::Class, None, 1, at.secs()));
    let billing = described.billing_mode_summary();
    let billing = billing.and_then(|summary| summary.last_update_to_pay_per_request_date_time());
    let billing = billing.map(|at| Spent::new(Budget::OnDemand, None, 1, at.secs()));
    let table = decreases(described.provisioned_throughput(), None);
    let indexes = described.global_secondary_indexes().iter();
    let indexes =
        indexes.filter_map(|index| decreases(index.provisioned_throughput(), index.index_name()));
    class
        .into_iter()
        .chain(billing)
        .chain(table)
        .chain(indexes)
        .collect()
}

/// How often a capacity was lowered today, as AWS counts days.
fn decreases(told: Option<&ProvisionedThroughputDescription>, of: Option<&str>) -> Option<Spent> {
    let told = told?;
    let times = usize::try_from(told.number_of_decreases_today()?).unwrap_or_default();
    let last = told.last_decrease_date_time()?;
    (times > 0).then(|| Spent::new(Budget::Decrease, of, times, last.secs()))
}
