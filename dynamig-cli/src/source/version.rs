use std::time::{Duration, SystemTime};

/// The next version behind all that exist: this second in UTC, or, where another scheme is used, the next number.
pub(crate) fn next(existing: impl IntoIterator<Item = u64>, now: SystemTime) -> u64 {
    let now = digits(now);
    match existing.into_iter().max() {
        None => now,
        Some(highest) if highest < now && is_time(highest) => now,
        Some(highest) => after(highest),
    }
}

/// The version that follows immediately: a second later, or the next number.
pub(crate) fn after(version: u64) -> u64 {
    match time(version) {
        Some(time) => digits(time + Duration::from_secs(1)),
        None => version.saturating_add(1),
    }
}

fn is_time(version: u64) -> bool {
    time(version).is_some()
}

/// The time that a version of 14 digits is.
fn time(version: u64) -> Option<SystemTime> {
    let text = version.to_string();
    if text.len() != 14 {
        return None;
    }
    let part = |from: usize, to: usize| text.get(from..to);
    let date = format!("{}-{}-{}", part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let time = format!("{}:{}:{}", part(8, 10)?, part(10, 12)?, part(12, 14)?);
    humantime::parse_rfc3339(&format!("{date}T{time}Z")).ok()
}

fn digits(time: SystemTime) -> u64 {
    let text = humantime::format_rfc3339_seconds(time).to_string();
    let digits = text.bytes().filter(u8::is_ascii_digit);
    digits.fold(0, |number, digit| number * 10 + u64::from(digit - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn a_version_is_this_second_or_follows_the_highest() {
        // 2026-11-21T09:30:00Z
        let now = at(1_795_253_400);
        for (existing, version) in [
            (vec![], 20261121093000),
            (vec![20260101000000, 20251231000000], 20261121093000),
            (vec![20261121093000], 20261121093001),
            (vec![20261231235959], 20270101000000),
            (vec![1, 7, 3], 8),
            (vec![20260101000000000], 20260101000000001),
        ] {
            assert_eq!(next(existing.iter().copied(), now), version, "{existing:?}");
        }
    }
}
