//! Versions: the numbers that order migrations.

use crate::{Rule, Violation};

/// A version is above 0.
pub const ABOVE_ZERO: Rule = Rule {
    id: "DM001",
    says: "a version is a number above 0",
    hint: "use the date and time, such as 20260814153000, or count from 1",
};

/// A version of 14 digits is a date and time.
pub const REAL_TIME: Rule = Rule {
    id: "DM002",
    says: "a version of 14 digits is a date and time in UTC",
    hint: "write YYYYMMDDHHMMSS, such as 20260814153000, or a number of another length",
};

/// Checks a version.
///
/// # Errors
///
/// When it is 0, or has 14 digits and is no date and time.
pub fn check(version: u64) -> Result<(), Violation> {
    if version == 0 {
        return Err(ABOVE_ZERO.broken("the version is 0"));
    }
    if !(10_000_000_000_000..100_000_000_000_000).contains(&version) {
        return Ok(());
    }
    let part = |divisor: u64, modulus: u64| version / divisor % modulus;
    let (year, month, day) = (
        part(10_000_000_000, 10_000),
        part(100_000_000, 100),
        part(1_000_000, 100),
    );
    let (hour, minute, second) = (part(10_000, 100), part(100, 100), part(1, 100));
    let wrong = if !(1..=12).contains(&month) {
        format!("there is no month {month}")
    } else if !(1..=days(year, month)).contains(&day) {
        format!("month {month} of {year} has no day {day}")
    } else if hour > 23 {
        format!("a day has no hour {hour}")
    } else if minute > 59 {
        format!("an hour has no minute {minute}")
    } else if second > 59 {
        format!("a minute has no second {second}")
    } else {
        return Ok(());
    };
    Err(REAL_TIME.broken(format!("version {version} is no date and time: {wrong}")))
}

fn days(year: u64, month: u64) -> u64 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
