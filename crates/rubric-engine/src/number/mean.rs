//! Weighted means.

use super::arithmetic::least_common_multiple;
use super::{Form, Number, long};

/// The weighted mean of values, each with its weight above 0; nothing where there are none.
pub(crate) fn mean<'a, I: Iterator<Item = (&'a Number, &'a Number)>>(
    parts: impl Fn() -> I,
) -> Option<Number> {
    parts().next()?;
    let mut small = SmallMean::default();
    let added = parts().try_for_each(|(value, weight)| small.add(value, weight));
    let mean = added.and_then(|()| small.value());
    Some(mean.unwrap_or_else(|| long::mean(parts)))
}

/// A weighted mean as long as 64 bits are enough for it and its weights are whole.
#[derive(Default)]
pub(crate) struct SmallMean {
    /// The sum is `above ÷ below`; without any part both are 0.
    above: i64,
    below: i64,
    weights: i64,
}

impl SmallMean {
    /// Adds a value with its weight; nothing where that does not fit.
    #[inline]
    pub(crate) fn add(&mut self, value: &Number, weight: &Number) -> Option<()> {
        let (mut above, below) = value.small()?;
        let (weight, 1) = weight.small()? else {
            return None;
        };
        if below != self.below {
            above = above.checked_mul(self.make_room(below)?)?;
        }
        self.above = self.above.checked_add(above.checked_mul(weight)?)?;
        self.weights = self.weights.checked_add(weight)?;
        Some(())
    }

    /// Makes the denominator a multiple of another one; gives how many times that goes into it.
    fn make_room(&mut self, below: i64) -> Option<i64> {
        if self.below == 0 {
            self.below = below;
        }
        let common = least_common_multiple(self.below, below)?;
        self.above = self.above.checked_mul(common / self.below)?;
        self.below = common;
        Some(common / below)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.weights == 0
    }

    /// The mean, where there is one and it fits.
    #[inline]
    pub(crate) fn value(&self) -> Option<Number> {
        let below = self.below.checked_mul(self.weights)?;
        (below > 0).then_some(Number(Form::Small {
            above: self.above,
            below,
        }))
    }
}
