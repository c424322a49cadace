//! Exact numbers, how they compare, and which of them a set of tests can tell apart.

use num_rational::BigRational;
use rubric_model::Rational;
use rubric_model::condition::Comparison;

/// The numbers that scores are made of.
pub type Number = BigRational;

pub(crate) fn whole(number: u32) -> Number {
    Number::from_integer(number.into())
}

pub(crate) fn zero() -> Number {
    whole(0)
}

pub(crate) fn one() -> Number {
    whole(1)
}

/// The weighted mean of values, each with its weight above 0; nothing where there are none.
pub(crate) fn mean<'a, I: Iterator<Item = (&'a Number, &'a Number)>>(
    parts: impl Fn() -> I,
) -> Option<Number> {
    parts().next()?;
    if let Some(mean) = small_mean(parts()) {
        return Some(mean);
    }
    let sum = sum(parts().map(|(value, weight)| value * weight));
    let weights = self::sum(parts().map(|(_, weight)| weight.clone()));
    Some(sum / weights)
}

/// The sum, over the least common multiple of what is added, in lowest terms once at the end: to
/// reduce large numbers after each addition takes the square of the time.
fn sum(numbers: impl Iterator<Item = Number>) -> Number {
    let (mut above, mut unit) = (zero().numer().clone(), one());
    for number in numbers {
        let next = shared(&unit, &number);
        above = above * (next.denom() / unit.denom())
            + number.numer() * (next.denom() / number.denom());
        unit = next;
    }
    Number::from_integer(above) * unit
}

/// One, divided by the least common multiple of what two numbers are divided by.
pub(crate) fn shared(left: &Number, right: &Number) -> Number {
    let none = zero().numer().clone();
    let (mut common, mut rest) = (right.denom().clone(), left.denom() % right.denom());
    while rest != none {
        (common, rest) = (rest.clone(), common % rest);
    }
    let multiple = left.denom() / common * right.denom();
    Number::new_raw(one().numer().clone(), multiple)
}

/// The same in 128 bits, reduced once at the end; nothing where that is not enough.
fn small_mean<'a>(parts: impl Iterator<Item = (&'a Number, &'a Number)>) -> Option<Number> {
    let (mut sum, mut weights) = (Fraction::ZERO, Fraction::ZERO);
    for (value, weight) in parts {
        let (value, weight) = (Fraction::of(value)?, Fraction::of(weight)?);
        sum = sum.plus(&value.times(&weight)?)?;
        weights = weights.plus(&weight)?;
    }
    let above = sum.above.checked_mul(weights.below)?;
    let below = sum.below.checked_mul(weights.above)?;
    (below > 0).then(|| Number::new(above.into(), below.into()))
}

/// A fraction that need not be in lowest terms.
#[derive(Clone, Copy)]
struct Fraction {
    above: i128,
    below: i128,
}

impl Fraction {
    const ZERO: Self = Self { above: 0, below: 1 };

    fn of(number: &Number) -> Option<Self> {
        Some(Self {
            above: i64::try_from(number.numer()).ok()?.into(),
            below: i64::try_from(number.denom()).ok()?.into(),
        })
    }

    fn times(&self, other: &Self) -> Option<Self> {
        Some(Self {
            above: self.above.checked_mul(other.above)?,
            below: self.below.checked_mul(other.below)?,
        })
    }

    /// The sum, over a common multiple of both that is the greater one itself where it can be.
    fn plus(&self, other: &Self) -> Option<Self> {
        let (large, small) = if self.below >= other.below {
            (self, other)
        } else {
            (other, self)
        };
        let (factor, below) = match large.below.checked_rem(small.below)? {
            0 => (1, large.below),
            _ => (small.below, large.below.checked_mul(small.below)?),
        };
        let times = below.checked_div(small.below)?;
        Some(Self {
            above: (large.above.checked_mul(factor)?)
                .checked_add(small.above.checked_mul(times)?)?,
            below,
        })
    }
}

/// Whether a number lies from 0 to 1.
pub(crate) fn is_share(number: &Rational) -> bool {
    zero() <= number.0 && number.0 <= one()
}

/// Whether the comparison holds of the number.
pub(crate) fn holds(comparison: &Comparison<Rational>, number: &Number) -> bool {
    comparison.holds(|value| number.cmp(&value.0))
}

/// Whether the comparison may hold, and whether it may fail, of some number from `low` to `high`.
pub(crate) fn may(comparison: &Comparison<Rational>, low: &Number, high: &Number) -> (bool, bool) {
    let meets = |values: &[Rational]| {
        let among = values
            .iter()
            .any(|value| *low <= value.0 && value.0 <= *high);
        let settled = low == high && among;
        (among, !settled)
    };
    match comparison {
        Comparison::Is(value) => meets(std::slice::from_ref(value)),
        Comparison::OneOf(values) => meets(values),
        Comparison::IsNot(value) => swap(meets(std::slice::from_ref(value))),
        Comparison::NotOneOf(values) => swap(meets(values)),
        Comparison::AtLeast(value) => (*high >= value.0, *low < value.0),
        Comparison::AtMost(value) => (*low <= value.0, *high > value.0),
        Comparison::Below(value) => (*low < value.0, *high >= value.0),
        Comparison::Above(value) => (*high > value.0, *low <= value.0),
    }
}

fn swap((left, right): (bool, bool)) -> (bool, bool) {
    (right, left)
}

/// The numbers that a fact or a number criterion may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain {
    /// The least it may be.
    pub from: Number,
    /// The most it may be.
    pub to: Number,
    /// Whether it may have decimal places; otherwise it is whole.
    pub decimal: bool,
}

impl Domain {
    pub(crate) fn has(&self, number: &Number) -> bool {
        self.from <= *number && *number <= self.to && (self.decimal || number.is_integer())
    }

    /// Numbers of the domain, ascending, among which there is one on each constant that it holds,
    /// one between each two neighbours, and one beyond either end, as far as it holds any.
    #[must_use]
    pub fn representatives<'a>(
        &self,
        constants: impl IntoIterator<Item = &'a Number>,
    ) -> Vec<Number> {
        let mut marks: Vec<Number> = vec![self.from.clone(), self.to.clone()];
        for constant in constants {
            if self.decimal {
                marks.push(constant.clone());
            } else {
                let (floor, ceiling) = (constant.floor(), constant.ceil());
                marks.extend([&floor - one(), &ceiling + one(), floor, ceiling]);
            }
        }
        marks.sort();
        marks.dedup();
        if self.decimal {
            let between: Vec<Number> = (marks.iter().zip(marks.iter().skip(1)))
                .map(|(left, right)| (left + right) / whole(2))
                .collect();
            marks.extend(between);
            marks.sort();
        }
        marks.retain(|mark| self.has(mark));
        marks
    }
}
