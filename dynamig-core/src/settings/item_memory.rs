use super::refusal::Refusal;

/// What items may take where nothing is said, in bytes.
pub(super) const DEFAULT: u64 = 192 * MB;
/// Two pages of DynamoDB's, of a megabyte each, as items.
const LEAST: u64 = 12 * MB;

const MB: u64 = 1 << 20;

/// Reads a size, such as `192MB` or `1GB`.
pub(super) fn parse(text: &str) -> Result<u64, Refusal> {
    let (number, unit) = match (text.strip_suffix("MB"), text.strip_suffix("GB")) {
        (Some(number), _) => (number, MB),
        (None, Some(number)) => (number, 1024 * MB),
        (None, None) => return Err(unreadable(text)),
    };
    let number: u64 = number.trim().parse().map_err(|_| unreadable(text))?;
    let bytes = number.saturating_mul(unit);
    check(bytes)?;
    Ok(bytes)
}

pub(super) fn check(bytes: u64) -> Result<(), Refusal> {
    match bytes < LEAST {
        true => Err(Refusal::new(format!(
            "{bytes} bytes are less than two pages of items take, {} MB",
            LEAST / MB
        ))),
        false => Ok(()),
    }
}

fn unreadable(text: &str) -> Refusal {
    Refusal::new(format!("`{text}` is no size"))
        .hint("write a whole number and a unit, such as 192MB or 1GB")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_a_number_and_a_unit() {
        let read = |text| parse(text).ok();
        assert_eq!(
            [read("12MB"), read("12 MB"), read("1GB")],
            [Some(12 * MB), Some(12 * MB), Some(1 << 30)]
        );
        let refused = ["11MB", "0GB", "192", "-1MB", "1.5GB", "lots"];
        assert!(refused.into_iter().all(|text| read(text).is_none()));
    }
}
