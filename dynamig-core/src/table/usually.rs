use std::fmt;

use super::{Changing, ChangingPart};

/// What is changing, and its state: ``index `by_email` is CREATING``.
impl fmt::Display for Changing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { part, state } = self;
        match part {
            ChangingPart::Table => write!(f, "it is {state}"),
            ChangingPart::Index(name) => write!(f, "index `{name}` is {state}"),
            ChangingPart::Encryption => write!(f, "the encryption is {state}"),
            ChangingPart::Warm(None) => write!(f, "the warm throughput is {state}"),
            ChangingPart::Warm(Some(index)) => {
                write!(f, "the warm throughput of index `{index}` is {state}")
            }
            ChangingPart::Ttl => write!(f, "the time to live is {state}"),
            ChangingPart::Recovery => write!(f, "the point-in-time recovery is {state}"),
        }
    }
}

impl Changing {
    /// How long AWS usually takes for it, in words; none where that is not known.
    #[must_use]
    pub fn usually(&self) -> Option<&'static str> {
        match &self.part {
            ChangingPart::Table => table(&self.state),
            ChangingPart::Index(_) => index(&self.state),
            ChangingPart::Encryption => Some("half a minute"),
            ChangingPart::Warm(_) => Some("4 to 9 minutes"),
            ChangingPart::Ttl => Some("up to an hour"),
            ChangingPart::Recovery => Some("some seconds"),
        }
    }
}

fn table(state: &str) -> Option<&'static str> {
    match state {
        "CREATING" => Some("10 to 30 seconds"),
        "UPDATING" => Some("seconds, and one to three minutes for billing"),
        "DELETING" => Some("some seconds"),
        _ => None,
    }
}

fn index(state: &str) -> Option<&'static str> {
    match state {
        "CREATING" | "BACKFILLING" => {
            Some("8 to 17 minutes for an empty table, and hours for many items")
        }
        "DELETING" => Some("some minutes"),
        _ => None,
    }
}
