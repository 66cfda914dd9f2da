use std::collections::BTreeSet;

use super::Sample;
use crate::random::Random;

/// A part of a table that is read, from its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Draw {
    /// Which segment.
    pub(super) segment: u32,
    /// Of how many.
    pub(super) of: u32,
    /// How many items are read at the most; none: all.
    pub(super) most: Option<u32>,
}

/// A sample comes from so many places of a table.
const PLACES: u32 = 20;
/// Where places turn out to be empty, so many more are looked at.
const MORE: u32 = 3 * PLACES;
/// As AWS allows.
const MOST_SEGMENTS: u32 = 1_000_000;

impl Draw {
    /// So many items from the beginning of a table.
    pub(super) fn from_the_start(most: u32) -> Self {
        Self {
            segment: 0,
            of: 1,
            most: Some(most),
        }
    }
}

/// What is read of a table of about so many items, one after the other until there are enough.
pub(super) fn draws(sample: Sample, items: u64, segments: u32, random: &Random) -> Vec<Draw> {
    let whole = |of| {
        (0..of).map(move |segment| Draw {
            segment,
            of,
            most: None,
        })
    };
    let wanted = match sample {
        Sample::Whole => return whole(segments).collect(),
        Sample::Items(wanted) => wanted,
    };
    // The number is hours old: the end of the table may be farther away.
    if items <= u64::from(wanted) {
        return vec![Draw::from_the_start(wanted)];
    }
    let each = wanted.div_ceil(PLACES).max(1);
    let of = u32::try_from(items / u64::from(each)).unwrap_or(MOST_SEGMENTS);
    let of = of.clamp(PLACES, MOST_SEGMENTS);
    let mut seen = BTreeSet::new();
    let places = (0..)
        .map(|_| random.below(of))
        .filter(|place| seen.insert(*place));
    let count = (PLACES + MORE).min(of) as usize;
    let draw = |segment| Draw {
        segment,
        of,
        most: Some(each.saturating_mul(4)),
    };
    places.take(count).map(draw).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(sample: Sample, items: u64) -> Vec<Draw> {
        draws(sample, items, 16, &Random::seeded(7))
    }

    #[test]
    fn the_whole_is_every_segment_to_its_end() {
        let all = drawn(Sample::Whole, 1_000_000);
        let segments: Vec<_> = all
            .iter()
            .map(|draw| (draw.segment, draw.of, draw.most))
            .collect();
        let expected: Vec<_> = (0..16).map(|n| (n, 16, None)).collect();
        assert_eq!(segments, expected);
    }

    #[test]
    fn a_small_table_is_read_from_its_start() {
        let start = Draw::from_the_start(100);
        assert_eq!(drawn(Sample::Items(100), 100), [start]);
        assert_eq!(drawn(Sample::Items(100), 0), [start]);
    }

    #[test]
    fn a_large_one_in_places_that_are_all_different() {
        let draws = drawn(Sample::Items(1_000), 1_000_000);
        // Of the 50 items that each is to have, there are 20,000.
        assert!(
            draws
                .iter()
                .all(|draw| draw.of == 20_000 && draw.most == Some(200))
        );
        let different: BTreeSet<_> = draws.iter().map(|draw| draw.segment).collect();
        assert_eq!(different.len(), 80);
        assert!(different.iter().any(|segment| *segment > 10_000));
    }

    #[test]
    fn no_more_segments_than_aws_allows_and_no_place_twice() {
        let huge = drawn(Sample::Items(20), u64::MAX);
        assert_eq!(huge[0].of, MOST_SEGMENTS);
        let small = drawn(Sample::Items(19), 20);
        let different: BTreeSet<_> = small.iter().map(|draw| (draw.segment, draw.of)).collect();
        assert_eq!((small.len(), different.len()), (20, 20));
    }
}
