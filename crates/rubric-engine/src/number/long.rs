//! Sums of numbers that have many digits.

use num_rational::BigRational;

use super::Number;

/// The weighted mean of values, each with its weight above 0; there is at least one.
pub(super) fn mean<'a, I: Iterator<Item = (&'a Number, &'a Number)>>(
    parts: impl Fn() -> I,
) -> Number {
    let weighted = parts().map(|(value, weight)| value.large() * weight.large());
    (sum(weighted) / sum(parts().map(|(_, weight)| weight.large()))).into()
}

/// The sum, over the least common multiple of what is added, in lowest terms once at the end: to
/// reduce large numbers after each addition takes the square of the time.
fn sum(numbers: impl Iterator<Item = BigRational>) -> BigRational {
    let (mut above, mut unit) = (0.into(), BigRational::from_integer(1.into()));
    for number in numbers {
        let next = shared(&unit, &number);
        above = above * (next.denom() / unit.denom())
            + number.numer() * (next.denom() / number.denom());
        unit = next;
    }
    BigRational::from_integer(above) * unit
}

/// One, divided by the least common multiple of what two numbers are divided by.
pub(crate) fn shared(left: &BigRational, right: &BigRational) -> BigRational {
    let none = 0.into();
    let (mut common, mut rest) = (right.denom().clone(), left.denom() % right.denom());
    while rest != none {
        (common, rest) = (rest.clone(), common % rest);
    }
    let multiple = left.denom() / common * right.denom();
    BigRational::new_raw(1.into(), multiple)
}
