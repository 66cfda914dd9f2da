use super::{Changing, ChangingPart};

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
