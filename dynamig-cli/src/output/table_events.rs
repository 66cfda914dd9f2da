use std::time::Duration;

use dynamig::table::ChangingPart;

use super::took;

/// What a run waits for, since when, and how long that usually takes on AWS.
pub(super) fn awaited(table: &str, part: &ChangingPart, state: &str, since: Duration) -> String {
    let (what, usually) = match part {
        ChangingPart::Table => (String::new(), table_usually(state)),
        ChangingPart::Index(name) => (format!(" index `{name}`"), index_usually(state)),
        ChangingPart::Encryption => (" encryption".to_owned(), Some("half a minute")),
        ChangingPart::Warm(None) => (" warm throughput".to_owned(), Some("4 to 9 minutes")),
        ChangingPart::Warm(Some(name)) => (
            format!(" warm throughput of index `{name}`"),
            Some("4 to 9 minutes"),
        ),
        ChangingPart::Ttl => (" time to live".to_owned(), Some("up to an hour")),
        ChangingPart::Recovery => (" recovery".to_owned(), Some("some seconds")),
        other => (format!(" {other:?}"), None),
    };
    let usually = usually.map_or_else(String::new, |usually| format!("; usually {usually}"));
    format!("  {table}:{what} is {state} for {}{usually}", took(since))
}

fn table_usually(state: &str) -> Option<&'static str> {
    match state {
        "CREATING" => Some("10 to 30 seconds"),
        "UPDATING" => Some("seconds, and one to three minutes for billing"),
        "DELETING" => Some("some seconds"),
        _ => None,
    }
}

fn index_usually(state: &str) -> Option<&'static str> {
    match state {
        "CREATING" | "BACKFILLING" => {
            Some("8 to 17 minutes for an empty table, and hours for many items")
        }
        "DELETING" => Some("some minutes"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_what_is_waited_for_since_when_and_what_is_usual() {
        let since = Duration::from_secs(12);
        assert_eq!(
            awaited(
                "orders",
                &ChangingPart::Index("by_email".into()),
                "BACKFILLING",
                since
            ),
            "  orders: index `by_email` is BACKFILLING for 12.0 s; usually 8 to 17 minutes for an empty table, and hours \
             for many items"
        );
        assert_eq!(
            awaited("orders", &ChangingPart::Table, "CREATING", since),
            "  orders: is CREATING for 12.0 s; usually 10 to 30 seconds"
        );
    }
}
