/// Whether two fingerprints tell of different code.
///
/// A migration made from values has none, and fingerprints of different algorithms (the number before the colon) cannot
/// be compared: both tell of nothing.
pub(crate) fn differ(one: &str, other: &str) -> bool {
    !one.is_empty() && !other.is_empty() && one != other && algorithm(one) == algorithm(other)
}

fn algorithm(fingerprint: &str) -> Option<u32> {
    let (algorithm, _) = fingerprint.split_once(':')?;
    algorithm.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::differ;

    #[test]
    fn other_code_differs() {
        assert!(differ("1:aa", "1:bb"));
        assert!(differ("my digest", "my other digest"));
        assert!(!differ("1:aa", "1:aa"));
    }

    #[test]
    fn what_cannot_be_compared_does_not_differ() {
        assert!(!differ("", "1:aa"));
        assert!(!differ("1:aa", ""));
        assert!(!differ("1:aa", "2:bb"));
    }
}
