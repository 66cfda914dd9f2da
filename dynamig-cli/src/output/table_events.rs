use std::time::Duration;

use dynamig::item_check::{ItemCheck, ReadUnits};
use dynamig::table::{Changing, ChangingPart};

use super::took;

/// What a run waits for, since when, and how long that usually takes on AWS.
pub(super) fn awaited(table: &str, part: &ChangingPart, state: &str, since: Duration) -> String {
    let what = match part {
        ChangingPart::Table => String::new(),
        ChangingPart::Index(name) => format!(" index `{name}`"),
        ChangingPart::Encryption => " encryption".to_owned(),
        ChangingPart::Warm(None) => " warm throughput".to_owned(),
        ChangingPart::Warm(Some(name)) => format!(" warm throughput of index `{name}`"),
        ChangingPart::Ttl => " time to live".to_owned(),
        ChangingPart::Recovery => " recovery".to_owned(),
        other => format!(" {other:?}"),
    };
    let usually = Changing::new(part.clone(), state).usually();
    let usually = usually.map_or_else(String::new, |usually| format!("; usually {usually}"));
    format!("  {table}:{what} is {state} for {}{usually}", took(since))
}

/// How far a look at the items of a table is.
pub(super) fn items_looked_at(
    table: &str,
    items: u64,
    read_units: ReadUnits,
    elapsed: Duration,
) -> String {
    let elapsed = took(elapsed);
    format!("  {table}: {items} items looked at in {elapsed}, for {read_units} read units")
}

/// What a look at the items of a table found for an index.
pub(super) fn items_checked(check: &ItemCheck) -> String {
    let ItemCheck {
        table,
        index,
        read_units,
        ..
    } = check;
    format!("  {table}: index `{index}`: {check} (the table was read for {read_units} read units)")
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
