//! Numbers, times and counts as people read them.

use std::time::Duration;

/// `1 migration`, `3 migrations`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}

/// `1 item`, `400 items`.
pub(crate) fn items(count: u64) -> String {
    counted(usize::try_from(count).unwrap_or(usize::MAX), "item")
}

/// A duration: `41 ms`, `3.2 s`, `2m 5s`.
pub(crate) fn took(duration: Duration) -> String {
    match duration.as_millis() {
        millis @ 0..1000 => format!("{millis} ms"),
        1000..60_000 => format!("{:.1} s", duration.as_secs_f64()),
        _ => humantime::format_duration(Duration::from_secs(duration.as_secs())).to_string(),
    }
}

/// A duration that may be known, from milliseconds.
pub(crate) fn milliseconds(millis: Option<u64>) -> String {
    millis.map_or_else(String::new, |millis| took(Duration::from_millis(millis)))
}

/// An RFC 3339 instant in UTC, to the second: `2026-08-14 15:30:00Z`.
pub(crate) fn instant(text: Option<&str>) -> String {
    let text = text.unwrap_or_default();
    match (text.get(..10), text.get(11..19)) {
        (Some(date), Some(time)) => format!("{date} {time}Z"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_as_exact_as_their_length() {
        let told = [41, 3210, 125_000].map(|millis| took(Duration::from_millis(millis)));
        assert_eq!(told, ["41 ms", "3.2 s", "2m 5s"]);
    }

    #[test]
    fn an_instant_is_shown_to_the_second_and_a_strange_one_as_it_is() {
        assert_eq!(
            instant(Some("2026-08-14T15:30:00.123Z")),
            "2026-08-14 15:30:00Z"
        );
        assert_eq!(instant(Some("yesterday")), "yesterday");
        assert_eq!(instant(None), "");
    }
}
