//! Where two scores of one audit may lie together.

use crate::interval::Interval;

/// A first score, and by how much the second exceeds it, each anywhere in its interval. Where there
/// is one score alone, the second is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spot<N> {
    pub first: Interval<N>,
    pub gap: Interval<N>,
}

impl<N: Clone + Ord> Spot<N> {
    pub(crate) fn meet(&self, other: &Self) -> Option<Self> {
        Some(Self {
            first: self.first.meet(&other.first)?,
            gap: self.gap.meet(&other.gap)?,
        })
    }

    pub(crate) fn map<M>(&self, map: impl Fn(&N) -> Option<M>) -> Option<Spot<M>> {
        Some(Spot {
            first: self.first.map(&map)?,
            gap: self.gap.map(&map)?,
        })
    }

    pub(crate) fn plus(&self, other: &Self, add: impl Fn(&N, &N) -> Option<N>) -> Option<Self> {
        Some(Self {
            first: self.first.plus(&other.first, &add)?,
            gap: self.gap.plus(&other.gap, &add)?,
        })
    }

    pub(crate) fn minus(
        &self,
        other: &Self,
        subtract: impl Fn(&N, &N) -> Option<N>,
    ) -> Option<Self> {
        Some(Self {
            first: self.first.minus(&other.first, &subtract)?,
            gap: self.gap.minus(&other.gap, &subtract)?,
        })
    }

    fn hull(&self, other: &Self) -> Self {
        Self {
            first: self.first.hull(&other.first),
            gap: self.gap.hull(&other.gap),
        }
    }
}

impl Spot<i128> {
    pub(crate) const NOTHING: Self = Self {
        first: Interval {
            low: 0,
            low_open: false,
            high: 0,
            high_open: false,
        },
        gap: Interval {
            low: 0,
            low_open: false,
            high: 0,
            high_open: false,
        },
    };
}

/// The spots in order, those that touch as one; and no more than `most`: the nearest are joined,
/// with what lies between them, until there are no more.
pub(crate) fn gather(mut spots: Vec<Spot<i128>>, most: usize) -> Vec<Spot<i128>> {
    if spots.len() < 2 {
        return spots;
    }
    spots.sort_unstable_by(|left, right| {
        let ends = |spot: &Spot<i128>| (spot.gap, spot.first.low, spot.first.low_open);
        ends(left).cmp(&ends(right))
    });
    let mut joined: Vec<Spot<i128>> = Vec::with_capacity(spots.len());
    for spot in spots {
        match joined.last_mut() {
            Some(last) if last.gap == spot.gap && last.first.reaches(&spot.first) => {
                *last = last.hull(&spot);
            }
            _ => joined.push(spot),
        }
    }
    if joined.len() <= most.max(1) {
        return joined;
    }
    // How far each lies from the one before; another gap is farther than any.
    let distance = |before: &Spot<i128>, after: &Spot<i128>| {
        if before.gap == after.gap {
            (0, after.first.low.saturating_sub(before.first.high))
        } else {
            (1, after.gap.low.saturating_sub(before.gap.high))
        }
    };
    let pairs = joined.iter().zip(joined.iter().skip(1));
    let mut far: Vec<((i32, i128), usize)> = pairs
        .zip(1..)
        .map(|((before, after), place)| (distance(before, after), place))
        .collect();
    far.sort_unstable_by(|left, right| right.cmp(left));
    far.truncate(most.saturating_sub(1));
    let mut apart: Vec<usize> = far.into_iter().map(|(_, place)| place).collect();
    apart.sort_unstable();
    let mut apart = apart.into_iter().peekable();
    let mut kept: Vec<Spot<i128>> = Vec::with_capacity(most);
    for (place, spot) in joined.into_iter().enumerate() {
        let begins = apart.next_if_eq(&place).is_some();
        match kept.last_mut() {
            Some(last) if !begins => *last = last.hull(&spot),
            _ => kept.push(spot),
        }
    }
    kept
}
