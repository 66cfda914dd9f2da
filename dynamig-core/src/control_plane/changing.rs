use aws_sdk_dynamodb::types::TableDescription;

use crate::table::{Changing, ChangingPart};

/// What is still changing. ACTIVE is not idle: indexes, encryption and warm throughput have states of their own.
pub(super) fn changing(described: &TableDescription) -> Vec<Changing> {
    let mut changing = Vec::new();
    let mut add = |part: ChangingPart, state: Option<&str>, settled: &[&str]| {
        if let Some(state) = state.filter(|state| !settled.contains(state)) {
            changing.push(Changing {
                part,
                state: state.to_owned(),
            });
        }
    };
    let status = described.table_status().map(|status| status.as_str());
    add(ChangingPart::Table, status, &["ACTIVE"]);
    for index in described.global_secondary_indexes() {
        let name = index.index_name().unwrap_or_default();
        let status = index.index_status().map(|status| status.as_str());
        let state = if index.backfilling() == Some(true) {
            Some("BACKFILLING")
        } else {
            status
        };
        add(ChangingPart::Index(name.to_owned()), state, &["ACTIVE"]);
        let warm = index
            .warm_throughput()
            .and_then(|warm| warm.status())
            .map(|status| status.as_str());
        add(ChangingPart::Warm(Some(name.to_owned())), warm, &["ACTIVE"]);
    }
    let sse = described
        .sse_description()
        .and_then(|sse| sse.status())
        .map(|status| status.as_str());
    add(ChangingPart::Encryption, sse, &["ENABLED", "DISABLED"]);
    let warm = described
        .warm_throughput()
        .and_then(|warm| warm.status())
        .map(|status| status.as_str());
    add(ChangingPart::Warm(None), warm, &["ACTIVE"]);
    changing
}
