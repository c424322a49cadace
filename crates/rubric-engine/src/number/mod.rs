//! Exact numbers: fractions of machine integers, and of integers of any length where those are too short.

mod arithmetic;
mod domain;
mod long;
mod mean;
mod written;

use std::cmp::Ordering;

use num_rational::BigRational;
use rubric_model::Rational;
use rubric_model::condition::Comparison;

use arithmetic::{least_common_multiple, product};
pub use domain::Domain;
pub(crate) use long::shared;
pub(crate) use mean::{SmallMean, mean};

/// An exact number. It takes no memory of its own while above and below its line are integers of 64
/// bits, which those of everyday standards always are.
#[derive(Clone, Debug)]
pub struct Number(Form);

/// How a number is held.
#[derive(Clone, Debug)]
enum Form {
    /// A fraction, not always in lowest terms: sums of what has one denominator are quick.
    Small {
        above: i64,
        /// Above 0.
        below: i64,
    },
    /// In lowest terms, with a part that has more than 64 bits.
    Large(Box<BigRational>),
}

impl Number {
    pub(crate) const ZERO: Self = Self(Form::Small { above: 0, below: 1 });
    pub(crate) const ONE: Self = Self(Form::Small { above: 1, below: 1 });

    pub(crate) fn whole(number: u32) -> Self {
        Self(Form::Small {
            above: number.into(),
            below: 1,
        })
    }

    /// `count ÷ of`, where `of` is not 0.
    pub(crate) fn share(count: u32, of: u32) -> Self {
        Self(Form::Small {
            above: count.into(),
            below: of.max(1).into(),
        })
    }

    /// Reads a plain decimal: digits, with a sign before and a point among them or without.
    pub(crate) fn from_decimal(text: &str) -> Option<Self> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => (-1, digits),
            None => (1, text),
        };
        let (mut above, mut below) = (0_i64, 1_i64);
        let mut point = false;
        for byte in digits.bytes() {
            if byte == b'.' {
                point = true;
                continue;
            }
            let small = (above.checked_mul(10))
                .and_then(|above| above.checked_add(i64::from(byte.wrapping_sub(b'0'))))
                .zip(below.checked_mul(if point { 10 } else { 1 }));
            match small {
                Some((more, under)) => (above, below) = (more, under),
                None => return Rational::from_decimal(text).ok().as_ref().map(Self::from),
            }
        }
        Some(Self(Form::Small {
            above: sign * above,
            below,
        }))
    }

    /// The same number over a multiple of its denominator, as [`common_denominator`] gives it.
    pub(crate) fn over(&self, denominator: i64) -> Self {
        match self.multiplied(denominator).small() {
            Some((above, 1)) => Self(Form::Small {
                above,
                below: denominator,
            }),
            _ => self.clone(),
        }
    }

    /// It multiplied by a multiple of its denominator: a whole number.
    pub(crate) fn multiplied(&self, by: i64) -> Self {
        match self.0 {
            Form::Small { above, below } if by % below == 0 => {
                Self::from(product(above, by / below))
            }
            _ => self * Self::from(i128::from(by)),
        }
    }

    /// Its parts, where they have 64 bits.
    #[inline]
    pub(crate) fn small(&self) -> Option<(i64, i64)> {
        match self.0 {
            Form::Small { above, below } => Some((above, below)),
            Form::Large(_) => None,
        }
    }

    pub(crate) fn is_whole(&self) -> bool {
        match &self.0 {
            Form::Small { above, below } => above.checked_rem(*below) == Some(0),
            Form::Large(large) => large.is_integer(),
        }
    }

    /// The greatest whole number that is not above it.
    pub(crate) fn floor(&self) -> Self {
        match &self.0 {
            Form::Small { above, below } => Self(Form::Small {
                above: above.div_euclid(*below),
                below: 1,
            }),
            Form::Large(large) => large.floor().into(),
        }
    }

    /// The least whole number that is not below it.
    pub(crate) fn ceil(&self) -> Self {
        let floor = self.floor();
        if floor == *self {
            floor
        } else {
            floor + Self::ONE
        }
    }

    /// A score in tenths of a percent, rounded half up.
    pub(crate) fn thousandths(&self) -> i64 {
        let half = Self(Form::Small { above: 1, below: 2 });
        let quick = || {
            let (above, below) = self.small()?;
            let doubled = above.checked_mul(2_000)?.checked_add(below)?;
            Some(doubled.div_euclid(below.checked_mul(2)?))
        };
        quick().unwrap_or_else(|| (self * Self::whole(1_000) + half).floor().whole_part())
    }

    /// The tenths of a percent that a number stands on, or between.
    pub(crate) fn around_in_thousandths(&self) -> (i64, i64) {
        let thousandths = self * Self::whole(1_000);
        (
            thousandths.floor().whole_part(),
            thousandths.ceil().whole_part(),
        )
    }

    /// A whole number, or the nearest that has 64 bits.
    fn whole_part(&self) -> i64 {
        match self.small() {
            Some((above, below)) => above / below,
            None if *self < Self::ZERO => i64::MIN / 2,
            None => i64::MAX / 2,
        }
    }

    fn large(&self) -> BigRational {
        match &self.0 {
            Form::Small { above, below } => BigRational::new((*above).into(), (*below).into()),
            Form::Large(large) => (**large).clone(),
        }
    }
}

impl From<BigRational> for Number {
    fn from(number: BigRational) -> Self {
        match (i64::try_from(number.numer()), i64::try_from(number.denom())) {
            (Ok(above), Ok(below)) => Self(Form::Small { above, below }),
            _ => Self(Form::Large(Box::new(number))),
        }
    }
}

impl From<i128> for Number {
    fn from(whole: i128) -> Self {
        match i64::try_from(whole) {
            Ok(above) => Self(Form::Small { above, below: 1 }),
            Err(_) => BigRational::from_integer(whole.into()).into(),
        }
    }
}

impl From<&Rational> for Number {
    fn from(number: &Rational) -> Self {
        number.0.clone().into()
    }
}

impl From<&Number> for Rational {
    fn from(number: &Number) -> Self {
        Self(number.large())
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (
                Form::Small { above, below },
                Form::Small {
                    above: other_above,
                    below: other_below,
                },
            ) => {
                if below == other_below {
                    return above.cmp(other_above);
                }
                product(*above, *other_below).cmp(&product(*other_above, *below))
            }
            _ => self.large().cmp(&other.large()),
        }
    }
}

/// Whether a number lies from 0 to 1.
pub(crate) fn is_share(number: &Rational) -> bool {
    let number = Number::from(number);
    Number::ZERO <= number && number <= Number::ONE
}

/// What some numbers may all be written over; nothing where they would not stay small.
pub(crate) fn common_denominator<'a>(
    numbers: impl Iterator<Item = &'a Number> + Clone,
) -> Option<i64> {
    let mut common = 1;
    for number in numbers.clone() {
        common = least_common_multiple(common, number.small()?.1)?;
    }
    let mut multiplied = numbers.map(|number| number.multiplied(common));
    multiplied
        .all(|number| number.small().is_some())
        .then_some(common)
}

/// A comparison with numbers as they are computed with.
pub(crate) fn comparison(comparison: &Comparison<Rational>) -> Comparison<Number> {
    let exact = comparison.map(|value| Some(Number::from(value)));
    exact.unwrap_or(Comparison::OneOf(Vec::new()))
}

/// Whether the comparison holds of the number.
pub(crate) fn holds(comparison: &Comparison<Number>, number: &Number) -> bool {
    comparison.holds(|value| number.cmp(value))
}

/// Whether the comparison may hold, and whether it may fail, of some number from `low` to `high`.
pub(crate) fn may(comparison: &Comparison<Number>, low: &Number, high: &Number) -> (bool, bool) {
    let meets = |values: &[Number]| {
        let among = values.iter().any(|value| low <= value && value <= high);
        let settled = low == high && among;
        (among, !settled)
    };
    match comparison {
        Comparison::Is(value) => meets(std::slice::from_ref(value)),
        Comparison::OneOf(values) => meets(values),
        Comparison::IsNot(value) => swap(meets(std::slice::from_ref(value))),
        Comparison::NotOneOf(values) => swap(meets(values)),
        Comparison::AtLeast(value) => (high >= value, low < value),
        Comparison::AtMost(value) => (low <= value, high > value),
        Comparison::Below(value) => (low < value, high >= value),
        Comparison::Above(value) => (high > value, low <= value),
    }
}

fn swap((left, right): (bool, bool)) -> (bool, bool) {
    (right, left)
}
