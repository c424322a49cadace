//! Ranges of numbers, each end of which may be left out.

use std::cmp::Ordering;

/// All numbers from `low` to `high`; an open end itself is left out. Never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Interval<N> {
    pub low: N,
    pub low_open: bool,
    pub high: N,
    pub high_open: bool,
}

impl<N: Clone + Ord> Interval<N> {
    pub(crate) fn point(at: N) -> Self {
        Self {
            low: at.clone(),
            low_open: false,
            high: at,
            high_open: false,
        }
    }

    /// The numbers strictly between two, the lower first.
    pub(crate) fn between(low: N, high: N) -> Self {
        Self {
            low,
            low_open: true,
            high,
            high_open: true,
        }
    }

    pub(crate) fn is_point(&self) -> bool {
        self.low == self.high
    }

    /// The same, where there is such a number at all.
    fn not_empty(self) -> Option<Self> {
        match self.low.cmp(&self.high) {
            Ordering::Less => Some(self),
            Ordering::Equal => (!self.low_open && !self.high_open).then_some(self),
            Ordering::Greater => None,
        }
    }

    /// The numbers that both hold.
    pub(crate) fn meet(&self, other: &Self) -> Option<Self> {
        let (low, low_open) = match self.low.cmp(&other.low) {
            Ordering::Less => (&other.low, other.low_open),
            Ordering::Equal => (&self.low, self.low_open || other.low_open),
            Ordering::Greater => (&self.low, self.low_open),
        };
        let (high, high_open) = match self.high.cmp(&other.high) {
            Ordering::Less => (&self.high, self.high_open),
            Ordering::Equal => (&self.high, self.high_open || other.high_open),
            Ordering::Greater => (&other.high, other.high_open),
        };
        Self {
            low: low.clone(),
            low_open,
            high: high.clone(),
            high_open,
        }
        .not_empty()
    }

    /// The least interval that holds both.
    pub(crate) fn hull(&self, other: &Self) -> Self {
        let (low, low_open) = match self.low.cmp(&other.low) {
            Ordering::Less => (&self.low, self.low_open),
            Ordering::Equal => (&self.low, self.low_open && other.low_open),
            Ordering::Greater => (&other.low, other.low_open),
        };
        let (high, high_open) = match self.high.cmp(&other.high) {
            Ordering::Less => (&other.high, other.high_open),
            Ordering::Equal => (&self.high, self.high_open && other.high_open),
            Ordering::Greater => (&self.high, self.high_open),
        };
        Self {
            low: low.clone(),
            low_open,
            high: high.clone(),
            high_open,
        }
    }

    /// Whether this and one that begins no lower leave no number between them.
    pub(crate) fn reaches(&self, next: &Self) -> bool {
        match self.high.cmp(&next.low) {
            Ordering::Less => false,
            Ordering::Equal => !self.high_open || !next.low_open,
            Ordering::Greater => true,
        }
    }

    /// The interval under a map that keeps the order of numbers.
    pub(crate) fn map<M>(&self, map: impl Fn(&N) -> Option<M>) -> Option<Interval<M>> {
        Some(Interval {
            low: map(&self.low)?,
            low_open: self.low_open,
            high: map(&self.high)?,
            high_open: self.high_open,
        })
    }

    /// The sums of a number of each.
    pub(crate) fn plus(&self, other: &Self, add: impl Fn(&N, &N) -> Option<N>) -> Option<Self> {
        Some(Self {
            low: add(&self.low, &other.low)?,
            low_open: self.low_open || other.low_open,
            high: add(&self.high, &other.high)?,
            high_open: self.high_open || other.high_open,
        })
    }

    /// The differences of a number of each.
    pub(crate) fn minus(
        &self,
        other: &Self,
        subtract: impl Fn(&N, &N) -> Option<N>,
    ) -> Option<Self> {
        Some(Self {
            low: subtract(&self.low, &other.high)?,
            low_open: self.low_open || other.high_open,
            high: subtract(&self.high, &other.low)?,
            high_open: self.high_open || other.low_open,
        })
    }

    /// The parts below, on and above a number, as far as there are any.
    pub(crate) fn cut(&self, at: &N) -> impl Iterator<Item = Self> + use<N> {
        let below = Self {
            low: self.low.clone(),
            low_open: self.low_open,
            high: at.clone(),
            high_open: true,
        };
        let above = Self {
            low: at.clone(),
            low_open: true,
            high: self.high.clone(),
            high_open: self.high_open,
        };
        let parts = [
            below.not_empty().and_then(|below| below.meet(self)),
            Self::point(at.clone()).meet(self),
            above.not_empty().and_then(|above| above.meet(self)),
        ];
        parts.into_iter().flatten()
    }
}
