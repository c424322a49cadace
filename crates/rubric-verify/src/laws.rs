//! Laws of the numbers that proofs are made with.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use num_rational::BigRational;
use proptest::prelude::*;

use crate::interval::Interval;
use crate::possible::simplest;
use crate::spread::{Spot, gather};

fn interval() -> impl Strategy<Value = Interval<i128>> {
    let ends = (-20_i128..20, 0_i128..6, any::<bool>(), any::<bool>());
    ends.prop_map(|(low, length, low_open, high_open)| match length {
        0 => Interval::point(low),
        _ => Interval {
            low,
            low_open,
            high: low + length,
            high_open,
        },
    })
}

fn spot() -> impl Strategy<Value = Spot<i128>> {
    (interval(), 0_i128..3).prop_map(|(first, gap)| Spot {
        first,
        gap: Interval::point(gap),
    })
}

fn holds(spots: &[Spot<i128>], first: i128, gap: i128) -> bool {
    let point = Spot {
        first: Interval::point(first),
        gap: Interval::point(gap),
    };
    spots.iter().any(|spot| spot.meet(&point).is_some())
}

proptest! {
    /// Nothing is lost where spots are joined, and where there is room nothing is added.
    #[test]
    fn gathered_spots_hold_what_they_held(spots in prop::collection::vec(spot(), 0..12), most in 1_usize..14) {
        let gathered = gather(spots.clone(), most);
        prop_assert!(gathered.len() <= most);
        for first in -21..27 {
            for gap in 0..3 {
                let (before, after) = (holds(&spots, first, gap), holds(&gathered, first, gap));
                prop_assert!(!before || after, "{first} with {gap} is lost");
                if spots.len() <= most {
                    prop_assert_eq!(before, after, "{} with {} is added", first, gap);
                }
            }
        }
    }

    /// The parts of a cut are all of an interval, and none reaches across.
    #[test]
    fn the_parts_of_a_cut_are_the_whole(whole in interval(), at in -22_i128..28) {
        let parts: Vec<Interval<i128>> = whole.cut(&at).collect();
        for number in -21..27 {
            let point = Interval::point(number);
            let inside = parts.iter().filter(|part| part.meet(&point).is_some()).count();
            prop_assert_eq!(inside, usize::from(whole.meet(&point).is_some()), "{} in {:?}", number, parts);
        }
        let crosses = |part: &Interval<i128>| part.low < at && at < part.high;
        prop_assert!(!parts.iter().any(crosses), "{:?}", parts);
    }

    /// Of all numbers in an interval, none has a smaller denominator.
    #[test]
    fn the_simplest_number_is_in_it_and_none_is_simpler(
        ends in (0_u32..40, 1_u32..13, 0_u32..40, 1_u32..13),
        open in any::<(bool, bool)>(),
    ) {
        let number = |above: u32, below: u32| BigRational::new(above.into(), below.into());
        let (one, other) = (number(ends.0, ends.1), number(ends.2, ends.3));
        prop_assume!(one != other);
        let within = Interval {
            low: one.clone().min(other.clone()),
            low_open: open.0,
            high: one.max(other),
            high_open: open.1,
        };
        let found = simplest(&within);
        let is_in = |number: &BigRational| within.meet(&Interval::point(number.clone())).is_some();
        prop_assert!(is_in(&found), "{found} is not in {within:?}");
        let below = u32::try_from(found.denom()).unwrap();
        for simpler in 1..below {
            for above in 0..=40 * simpler {
                prop_assert!(!is_in(&number(above, simpler)), "{above}/{simpler} is simpler than {found}");
            }
        }
    }
}
