//! Sums, products and quotients: in 128 bits where both numbers are small, brought back to 64 where they fit.

use std::ops::{Add, AddAssign, Div, Mul, Sub};

use num_rational::BigRational;

use super::{Form, Number};

impl Number {
    /// `above ÷ below`, where `below` is not 0.
    fn wide(above: i128, below: i128) -> Self {
        let small = |above: i128, below: i128| {
            Some(Self(Form::Small {
                above: above.try_into().ok()?,
                below: below.try_into().ok()?,
            }))
        };
        // Products of 64 bits have a negative.
        let (above, below) = if below < 0 {
            (-above, -below)
        } else {
            (above, below)
        };
        if let Some(number) = small(above, below) {
            return number;
        }
        // In lowest terms it may fit.
        BigRational::new(above.into(), below.into()).into()
    }

    /// The result in 128 bits where both numbers are small, else in any number of bits.
    fn either(
        &self,
        other: &Self,
        small: impl Fn((i64, i64), (i64, i64)) -> (i128, i128),
        large: impl Fn(BigRational, BigRational) -> BigRational,
    ) -> Self {
        match (self.small(), other.small()) {
            (Some(left), Some(right)) => {
                let (above, below) = small(left, right);
                Self::wide(above, below)
            }
            _ => large(self.large(), other.large()).into(),
        }
    }

    fn plus(&self, other: &Self) -> Self {
        let small = |(above, below): (i64, i64), (more, under): (i64, i64)| {
            if below == under {
                return (i128::from(above) + i128::from(more), below.into());
            }
            // Over the least common multiple, so that long sums stay short.
            let common = greatest_common_divisor(below, under);
            let (own, times) = (below / common, under / common);
            let above = product(above, times) + product(more, own);
            (above, product(below, times))
        };
        self.either(other, small, |left, right| left + right)
    }

    fn minus(&self, other: &Self) -> Self {
        match other.small() {
            Some((above, below)) if above != i64::MIN => self.plus(&Self(Form::Small {
                above: -above,
                below,
            })),
            _ => (self.large() - other.large()).into(),
        }
    }

    fn times(&self, other: &Self) -> Self {
        let small = |(above, below): (i64, i64), (other, under): (i64, i64)| {
            (product(above, other), product(below, under))
        };
        self.either(other, small, |left, right| left * right)
    }

    /// The same number in lowest terms.
    pub(crate) fn lowest(&self) -> Self {
        match self.small() {
            Some((above, below)) if above != i64::MIN => {
                let common = greatest_common_divisor(above.abs(), below);
                Self(Form::Small {
                    above: above / common,
                    below: below / common,
                })
            }
            _ => self.large().into(),
        }
    }

    /// The product, in lowest terms, of two that are so.
    pub(crate) fn times_in_lowest_terms(&self, other: &Self) -> Self {
        let small = || {
            let ((above, below), (other, under)) = (self.small()?, other.small()?);
            let (left, right) = (
                greatest_common_divisor(above.checked_abs()?, under),
                greatest_common_divisor(other.checked_abs()?, below),
            );
            Some(Self(Form::Small {
                above: (above / left).checked_mul(other / right)?,
                below: (below / right).checked_mul(under / left)?,
            }))
        };
        small().unwrap_or_else(|| (self * other).lowest())
    }

    fn divided_by(&self, other: &Self) -> Self {
        let small = |(above, below): (i64, i64), (other, under): (i64, i64)| {
            (product(above, under), product(below, other))
        };
        self.either(other, small, |left, right| left / right)
    }
}

/// Two of 64 bits have a product of 128.
pub(super) fn product(left: i64, right: i64) -> i128 {
    i128::from(left) * i128::from(right)
}

/// The greatest number that divides both. Neither is below 0, and the second is above it.
pub(super) fn greatest_common_divisor(left: i64, right: i64) -> i64 {
    let (mut common, mut rest) = (left, right);
    while rest != 0 {
        (common, rest) = (rest, common % rest);
    }
    common
}

/// The least number that both divide, where it has 64 bits. Both are above 0.
pub(super) fn least_common_multiple(left: i64, right: i64) -> Option<i64> {
    (left / greatest_common_divisor(left, right)).checked_mul(right)
}

/// An operator for numbers and borrowed numbers alike.
macro_rules! operator {
    ($name:ident, $method:ident, $exact:ident) => {
        impl $name<&Number> for &Number {
            type Output = Number;
            fn $method(self, other: &Number) -> Number {
                self.$exact(other)
            }
        }
        impl $name<Number> for &Number {
            type Output = Number;
            fn $method(self, other: Number) -> Number {
                self.$exact(&other)
            }
        }
        impl $name<&Number> for Number {
            type Output = Number;
            fn $method(self, other: &Number) -> Number {
                self.$exact(other)
            }
        }
        impl $name for Number {
            type Output = Number;
            fn $method(self, other: Number) -> Number {
                self.$exact(&other)
            }
        }
    };
}

operator!(Add, add, plus);
operator!(Sub, sub, minus);
operator!(Mul, mul, times);
operator!(Div, div, divided_by);

impl AddAssign<&Number> for Number {
    fn add_assign(&mut self, other: &Number) {
        *self = self.plus(other);
    }
}

impl AddAssign for Number {
    fn add_assign(&mut self, other: Number) {
        *self = self.plus(&other);
    }
}
