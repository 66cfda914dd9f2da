use aws_sdk_dynamodb::types::CancellationReason;

use crate::error::{Code, Error};

/// Places of our own actions in a transaction; the user's follow.
const FENCE: usize = 0;
const ROW: usize = 1;
const HEAD: usize = 2;
const LOG: usize = 3;
/// What a cancelled transaction means.
pub(super) enum Verdict {
    /// An earlier attempt of the same change was committed.
    Written,
    /// Another process holds the lock.
    LeaseTaken,
    /// Another lease of the namespace changed its history meanwhile.
    HeadMoved,
    /// The row has a newer schema.
    NewerRow,
    /// An action of the migration's own was refused.
    Users(Error),
    /// Nothing stands in the way but others at the same time.
    Again(Error),
}

const CONDITION: &str = "ConditionalCheckFailed";

/// Reads the reasons, one for each action.
pub(super) fn verdict(reasons: &[CancellationReason]) -> Verdict {
    let code = |at: usize| {
        reasons
            .get(at)
            .and_then(CancellationReason::code)
            .unwrap_or("None")
    };
    let failed = |at| code(at) == CONDITION;
    // The row of the log is this very change's: it is there because an attempt without an answer was committed.
    if failed(LOG) {
        return Verdict::Written;
    }
    if failed(FENCE) {
        return Verdict::LeaseTaken;
    }
    if failed(ROW) {
        return Verdict::NewerRow;
    }
    if failed(HEAD) {
        return Verdict::HeadMoved;
    }
    let passing = [
        "None",
        "TransactionConflict",
        "ThrottlingError",
        "ProvisionedThroughputExceeded",
    ];
    let users = (LOG + 1..reasons.len()).find(|&at| !passing.contains(&code(at)));
    match users {
        Some(at) => Verdict::Users(refused(at - LOG, code(at))),
        None => Verdict::Again(met_others()),
    }
}

/// An action of the migration's own, counted from 1.
fn refused(action: usize, code: &str) -> Error {
    let message =
        format!("the transaction was cancelled: action {action} of it failed with {code}");
    Error::new(Code::TransactionCancelled, message)
        .hint("nothing of it was written; the migration is not applied")
}

fn met_others() -> Error {
    let message = "the history could not be written: the transaction met others again and again";
    Error::new(Code::Throttled, message).hint("run the same command again")
}
