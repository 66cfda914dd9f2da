//! What a run says that stops while it waits for a table.

use std::time::Duration;

use crate::error::{Code, Error};
use crate::table::{Changing, ChangingPart};

const GOES_ON: &str = "run the same command again: it goes on from there";

/// It was to stop: says what was waited for, since when, and what that usually takes.
pub(super) fn stopped(table: &str, awaited: Option<&Changing>, waited: Duration) -> Error {
    let waited = humantime::format_duration(Duration::from_secs(waited.as_secs()));
    let message = match awaited {
        None => {
            format!("stopped after {waited} of waiting for a change of table `{table}` to show")
        }
        Some(changing) => {
            let what = what(table, changing);
            let usually = changing.usually().map_or_else(String::new, |usually| {
                format!("; that usually takes {usually}")
            });
            format!("stopped after {waited} of waiting for {what}{usually}")
        }
    };
    Error::new(Code::Interrupted, message).hint(GOES_ON)
}

/// Nothing of it is changing, and yet what was asked for does not show.
pub(super) fn timed_out(table: &str, patience: Duration) -> Error {
    let patience = humantime::format_duration(patience);
    let message = format!("a change of table `{table}` did not show within {patience}");
    Error::new(Code::Timeout, message).hint("run the same command again: it goes on waiting")
}

/// Somebody else deleted it.
pub(super) fn vanished(table: &str, operation: &str) -> Error {
    let message =
        format!("table `{table}` is gone, where {operation} was to change it: somebody deleted it");
    Error::new(Code::TableMissing, message)
        .hint("find out who; the same command, run again, makes the table again, and empty")
}

fn what(table: &str, changing: &Changing) -> String {
    let Changing { part, state } = changing;
    let of_table = match part {
        ChangingPart::Table => return format!("table `{table}`, which is {state}"),
        ChangingPart::Index(index) => format!("index `{index}`"),
        ChangingPart::Encryption => "the encryption".to_owned(),
        ChangingPart::Warm(None) => "the warm throughput".to_owned(),
        ChangingPart::Warm(Some(index)) => format!("the warm throughput of index `{index}`"),
        ChangingPart::Ttl => "the time to live".to_owned(),
        ChangingPart::Recovery => "the point-in-time recovery".to_owned(),
    };
    format!("{of_table} of table `{table}`, which is {state}")
}
