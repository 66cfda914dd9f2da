//! How an item migration is run: its numbers and their limits.

use crate::{Rule, Violation};

/// The segments of a parallel scan, as AWS limits them.
pub const SEGMENTS: Rule = Rule {
    id: "DM007",
    says: "a table is scanned in 1 to 1000000 segments",
    hint: "leave the option out: the number follows from the table's size",
};

/// The segments that are worked on at once.
pub const WORKERS: Rule = Rule {
    id: "DM008",
    says: "an item migration has 1 to 1024 workers in a process",
    hint: "leave the option out, or run more processes",
};

/// The items that are read at once, as AWS limits them.
pub const PAGE: Rule = Rule {
    id: "DM011",
    says: "a page has 1 to 2147483647 items at the most",
    hint: "leave the option out: a page is a megabyte, which costs the least",
};

/// How many items may fail.
pub const MAX_ERRORS: Rule = Rule {
    id: "DM009",
    says: "the most errors are a number of items, or a part of those that are scanned",
    hint: "write a number, such as 10, or a part from \"0%\" to \"100%\"",
};

/// A limit of capacity units.
pub const RATE: Rule = Rule {
    id: "DM010",
    says: "a rate is a number of units a second, a part of the capacity, or unlimited",
    hint: "write a number from 1, such as 300, a part from \"1%\" to \"100%\", or \"unlimited\"",
};

/// How many items may fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MaxErrors {
    /// So many.
    Count(u64),
    /// So many of a hundred that were scanned.
    Percent(u8),
}

/// A limit of capacity units a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rate {
    /// So many units a second.
    Units(u32),
    /// So many of a hundred that the table has.
    Percent(u8),
    /// None.
    Unlimited,
}

/// Checks a number of segments.
///
/// # Errors
///
/// When AWS would refuse it.
pub fn check_segments(segments: u32) -> Result<(), Violation> {
    if (1..=1_000_000).contains(&segments) {
        return Ok(());
    }
    Err(SEGMENTS.broken(format!("{segments} segments are not from 1 to 1000000")))
}

/// Checks a number of workers.
///
/// # Errors
///
/// When it is 0, or more than a process can have.
pub fn check_workers(workers: u32) -> Result<(), Violation> {
    if (1..=1024).contains(&workers) {
        return Ok(());
    }
    Err(WORKERS.broken(format!("{workers} workers are not from 1 to 1024")))
}

/// Checks how many items are read at once at the most.
///
/// # Errors
///
/// When AWS would refuse it.
pub fn check_page(page: u32) -> Result<(), Violation> {
    if (1..=i32::MAX.cast_unsigned()).contains(&page) {
        return Ok(());
    }
    Err(PAGE.broken(format!(
        "{page} items a page are not from 1 to {}",
        i32::MAX
    )))
}

/// Reads the most errors: `10` or `1%`.
///
/// # Errors
///
/// When the text is neither.
pub fn parse_max_errors(text: &str) -> Result<MaxErrors, Violation> {
    let read = match text.strip_suffix('%') {
        Some(part) => percent(part).map(MaxErrors::Percent),
        None => digits(text).map(MaxErrors::Count),
    };
    read.ok_or_else(|| {
        MAX_ERRORS.broken(format!(
            "`{text}` is neither a number nor a part from 0% to 100%"
        ))
    })
}

/// Reads a rate: `300`, `50%` or `unlimited`.
///
/// # Errors
///
/// When the text is none of them, or nothing could ever be sent.
pub fn parse_rate(text: &str) -> Result<Rate, Violation> {
    let read = match text.strip_suffix('%') {
        _ if text == "unlimited" => Some(Rate::Unlimited),
        Some(part) => percent(part).map(Rate::Percent),
        None => digits(text).map(Rate::Units),
    };
    match read {
        Some(Rate::Units(0) | Rate::Percent(0)) => {
            Err(RATE.broken(format!("at a rate of {text} nothing is ever sent")))
        }
        Some(rate) => Ok(rate),
        None => Err(RATE.broken(format!(
            "`{text}` is neither a number of units from 1 to {}, nor a part from 1% to 100%, nor `unlimited`",
            u32::MAX
        ))),
    }
}

fn percent(part: &str) -> Option<u8> {
    digits(part).filter(|percent| *percent <= 100)
}

/// A number without a sign, which `parse` would take.
fn digits<T: std::str::FromStr>(text: &str) -> Option<T> {
    if text.starts_with('+') {
        return None;
    }
    text.parse().ok()
}
