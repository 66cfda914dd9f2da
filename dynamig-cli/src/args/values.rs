//! How values of flags are read.

use std::num::NonZeroUsize;
use std::time::Duration;

/// Reads a duration such as `90s`, `12m` or `1h 30m`.
pub(crate) fn duration(text: &str) -> Result<Duration, String> {
    humantime::parse_duration(text)
        .map_err(|_| "write a number and a unit, such as 90s or 12m".to_owned())
}

/// Reads how many: a whole number from 1.
pub(super) fn count(text: &str) -> Result<NonZeroUsize, String> {
    text.parse()
        .map_err(|_| "write a whole number from 1".to_owned())
}
