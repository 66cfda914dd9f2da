use std::time::Duration;

use crate::Result;

/// What two things took, round by round.
pub(crate) struct Pairs(Vec<(f64, f64)>);

impl Pairs {
    /// Measures both in each round, and who goes first changes with each, so that whatever else the machine does strikes
    /// both alike.
    pub(crate) fn measure(
        rounds: usize,
        mut first: impl FnMut() -> Result<Duration>,
        mut second: impl FnMut() -> Result<Duration>,
    ) -> Result<Self> {
        let mut pairs = Vec::new();
        for round in 0..rounds {
            let (one, two) = if round % 2 == 0 {
                let one = first()?;
                (one, second()?)
            } else {
                let two = second()?;
                (first()?, two)
            };
            pairs.push((milliseconds(one), milliseconds(two)));
        }
        Ok(Self(pairs))
    }

    /// The median of what the first took, in milliseconds.
    pub(crate) fn first(&self) -> f64 {
        median(self.0.iter().map(|(one, _)| *one))
    }

    /// The median of what the second took, in milliseconds.
    pub(crate) fn second(&self) -> f64 {
        median(self.0.iter().map(|(_, two)| *two))
    }

    /// The median of how many times as long as the second the first took.
    pub(crate) fn ratio(&self) -> f64 {
        median(self.0.iter().map(|(one, two)| one / two))
    }

    /// The median of how much longer the first took, in milliseconds.
    pub(crate) fn difference(&self) -> f64 {
        median(self.0.iter().map(|(one, two)| one - two))
    }

    pub(crate) fn rounds(&self) -> usize {
        self.0.len()
    }
}

/// The one in the middle, or the mean of the two there; of nothing, not a number.
pub(crate) fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match (values.get(middle.wrapping_sub(1)), values.get(middle)) {
        (Some(below), Some(above)) if values.len().is_multiple_of(2) => (below + above) / 2.0,
        (_, Some(middle)) => *middle,
        (_, None) => f64::NAN,
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_is_between_the_two_in_the_middle() {
        assert_eq!(median([3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median([4.0, 1.0, 3.0, 2.0]), 2.5);
        assert!(median([]).is_nan());
    }

    #[test]
    fn a_slow_round_strikes_both_and_moves_no_ratio() {
        let slow = |factor: u64| {
            let mut round = 0;
            move || {
                round += 1;
                let busy = if round == 2 { 10 } else { 1 };
                Ok(Duration::from_millis(factor * busy))
            }
        };
        let pairs = Pairs::measure(3, slow(6), slow(2)).unwrap();
        assert_eq!((pairs.ratio(), pairs.difference()), (3.0, 4.0));
        assert_eq!(
            (pairs.first(), pairs.second(), pairs.rounds()),
            (6.0, 2.0, 3)
        );
    }
}
