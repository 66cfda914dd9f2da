//! What a sample says of all.

/// With a confidence of 95 %, of all partition keys fewer than this share have what none of so many random ones had; none
/// where that is no statement.
///
/// Exact for draws that are independent: where the share were p, all of n would be without it with the probability
/// (1 - p)^n, and that is 5 % for this p.
pub(super) fn upper(partition_keys: u64) -> Option<f64> {
    let n = (partition_keys > 0).then_some(partition_keys)?;
    Some(1.0 - 0.05_f64.powf(1.0 / n as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_share_that_a_sample_misses_once_in_twenty() {
        assert_eq!(upper(0), None);
        for n in [1_u64, 10, 1000, 100_000] {
            let missed = upper(n).map(|share| (1.0 - share).powf(n as f64));
            assert!(
                missed.is_some_and(|missed| (missed - 0.05).abs() < 1e-9),
                "{n}"
            );
        }
        // The rule of three.
        assert!(upper(3000).is_some_and(|share| (share - 0.001).abs() < 1e-5));
    }
}
