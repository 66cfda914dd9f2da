use std::sync::Arc;

use super::throttling::ThrottlingReason;
use crate::error::Error;
use crate::item::{Attributes, ItemFault};

/// What became of the writes of one request, in their order.
#[derive(Debug)]
pub(crate) struct Sent {
    pub(crate) answers: Vec<Answer>,
    /// The write units that it consumed, indexes included: as told and, where nothing is told, by the model.
    pub(crate) units: f64,
}

/// What became of one write.
#[derive(Debug)]
pub(crate) enum Answer {
    /// It is written. A delete that went out as a statement may have found no item.
    Done,
    /// It is not written, and goes out again by a request of its own.
    Alone(Why),
    /// Its condition failed.
    Conflict(Conflict),
    /// It is not written, and may go out again when there is capacity. Without reasons where none were told.
    Throttled(Vec<ThrottlingReason>),
    /// It is not written, because a transaction has the item or another region writes it: again, after a while.
    Busy,
    /// It may be written or not: again, and then a failed condition has to be settled with that in mind.
    Ambiguous(Arc<Error>),
    /// It cannot be written; others can.
    Fault(ItemFault),
    /// It cannot be written, and no other can.
    Systemic(Error),
}

/// Why a write goes out again by a request of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// Its statement was throttled; only the exception of a request says by what.
    Throttled,
    /// Its statement was denied while others were not.
    Denied,
    /// Its statement failed in a way that a request of its own tells better: a condition that holds for the item that
    /// came with the answer, one without an item, a statement that is not valid though an update may be, or a code that
    /// this release does not know.
    Doubted,
    /// Its batch was larger than DynamoDB takes.
    TooLarge,
}

/// The items that a failed condition found.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Conflict {
    /// The item as it is now; none where it is gone.
    pub(crate) current: Option<Attributes>,
    /// The item that has the new key of one that moves.
    pub(crate) at_new_key: Option<Attributes>,
}

/// Why nothing of a request was written, and nothing like it can be.
#[derive(Debug)]
pub(crate) enum Refused {
    /// Statements are not permitted; updates and deletes may be.
    PartiqlNotPermitted(Error),
    /// Every worker has to stop. The code says why: permission, credentials, a table that is missing.
    Systemic(Error),
}
