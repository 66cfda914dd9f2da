//! What writes cost, in write units: as DynamoDB tells it and, where it tells nothing, by a model.
//!
//! The error of a failed condition carries no consumed capacity, and a batch tells of its failed statements at best in its
//! total; DynamoDB charges them all the same, like the writes that they refused.

use aws_sdk_dynamodb::types::{Capacity, ConsumedCapacity};

use super::answer::{Answer, Why};
use super::index_cost;
use super::intent::{Bytes, Intent, IntentKind};
use super::target::Target;

/// What a transaction's actions cost more than single writes.
const TRANSACTION: f64 = 2.0;

/// The units of an item of so many bytes: one for each kilobyte begun, and at least one.
pub(super) fn of_bytes(bytes: usize) -> f64 {
    u32::try_from(bytes.div_ceil(1024).max(1)).map_or(f64::MAX, f64::from)
}

/// The units that a write costs when it is carried out, indexes included.
pub(crate) fn of_write(intent: &Intent, target: &Target) -> f64 {
    of_table(intent) + index_cost::of_write(intent, target)
}

/// The units of the table itself.
fn of_table(intent: &Intent) -> f64 {
    let Bytes { before, after } = intent.bytes;
    match intent.kind {
        IntentKind::Move(_) => TRANSACTION * (of_bytes(before) + of_bytes(after)),
        IntentKind::Update(_) | IntentKind::Delete => of_bytes(before.max(after)),
    }
}

/// The units of a request for one item whose answer is this and tells nothing.
pub(super) fn of_refused(intent: &Intent, answer: &Answer) -> f64 {
    match answer {
        Answer::Done | Answer::Conflict(_) | Answer::Ambiguous(_) | Answer::Fault(_) => {
            of_table(intent)
        }
        Answer::Alone(Why::Doubted) => of_table(intent),
        Answer::Alone(_) | Answer::Throttled(_) | Answer::Busy | Answer::Systemic(_) => 0.0,
    }
}

/// The units of a write that was carried out.
pub(super) fn told_or_modelled(
    capacity: &[ConsumedCapacity],
    intent: &Intent,
    target: &Target,
) -> f64 {
    told(capacity).unwrap_or_else(|| of_write(intent, target))
}

/// The units of a batch: told for what was carried out, and for what was refused where the total is more than its parts.
pub(super) fn of_batch(
    capacity: &[ConsumedCapacity],
    intents: &[&Intent],
    answers: &[Answer],
    target: &Target,
) -> f64 {
    let pairs = || intents.iter().zip(answers);
    let refused = pairs().filter(|(_, answer)| !matches!(answer, Answer::Done));
    let refused: f64 = refused
        .map(|(intent, answer)| of_refused(intent, answer))
        .sum();
    let Some(total) = told(capacity) else {
        let done = pairs().filter(|(_, answer)| matches!(answer, Answer::Done));
        return refused
            + done
                .map(|(intent, _)| of_write(intent, target))
                .sum::<f64>();
    };
    let parts: f64 = capacity.iter().map(parts).sum();
    total.max(parts + refused)
}

/// The units that DynamoDB tells of.
pub(super) fn told(capacity: &[ConsumedCapacity]) -> Option<f64> {
    let mut told = capacity
        .iter()
        .filter_map(|of_table| of_table.capacity_units);
    told.next().map(|first| first + told.sum::<f64>())
}

/// The units of a table and of its indexes, each told by itself.
fn parts(capacity: &ConsumedCapacity) -> f64 {
    let units = |part: &Capacity| part.capacity_units.unwrap_or_default();
    let indexes = capacity.local_secondary_indexes.iter().flatten();
    let indexes = indexes.chain(capacity.global_secondary_indexes.iter().flatten());
    capacity.table.as_ref().map_or(0.0, units) + indexes.map(|(_, part)| units(part)).sum::<f64>()
}
