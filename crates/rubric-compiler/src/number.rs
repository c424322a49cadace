//! Numbers of a source, exactly.

use rubric_lang::ast::Number;
use rubric_model::Rational;

use crate::bounds::{MOST_DECIMALS, MOST_WHOLE_DIGITS};

/// Whether a number is within what can be computed with.
#[must_use]
pub fn is_bounded(number: &Number) -> bool {
    let (whole, decimals) = parts(number);
    whole.trim_start_matches('0').len() <= MOST_WHOLE_DIGITS && decimals.len() <= MOST_DECIMALS
}

/// The number as written, without regard to a percent sign; nothing where it is out of bounds.
#[must_use]
pub fn plain(number: &Number) -> Option<Rational> {
    if is_bounded(number) {
        Rational::from_decimal(&number.decimal).ok()
    } else {
        None
    }
}

/// The number, a percentage as hundredths; nothing where it is out of bounds.
#[must_use]
pub fn exact(number: &Number) -> Option<Rational> {
    let plain = plain(number)?;
    if number.percent {
        Some(Rational(plain.0 / Rational::from(100).0))
    } else {
        Some(plain)
    }
}

/// A whole number without a percent sign.
#[must_use]
pub fn whole(number: &Number) -> Option<u32> {
    let plain = plain(number).filter(|plain| !number.percent && plain.0.is_integer())?;
    plain.0.to_integer().to_string().parse().ok()
}

/// How many decimal places are written.
#[must_use]
pub fn decimals(number: &Number) -> usize {
    parts(number).1.trim_end_matches('0').len()
}

/// A number that came from decimals, as a decimal.
#[must_use]
pub fn show(number: &Rational) -> String {
    let mut scaled = number.0.clone();
    let ten = Rational::from(10).0;
    for places in 0..=10_usize {
        if scaled.is_integer() {
            let digits = scaled.to_integer().to_string();
            let padded = format!("{digits:0>width$}", width = places.saturating_add(1));
            let (whole, fraction) = padded
                .split_at_checked(padded.len().saturating_sub(places))
                .unwrap_or((&padded, ""));
            return if fraction.is_empty() {
                whole.to_owned()
            } else {
                format!("{whole}.{fraction}")
            };
        }
        scaled *= &ten;
    }
    number.to_string()
}

/// A share as a percentage: `60%`.
#[must_use]
pub fn show_percent(share: &Rational) -> String {
    format!("{}%", show(&Rational(&share.0 * Rational::from(100).0)))
}

/// A number as it was written.
#[must_use]
pub fn written(number: &Number) -> String {
    format!(
        "{}{}",
        number.decimal,
        if number.percent { "%" } else { "" }
    )
}

fn parts(number: &Number) -> (&str, &str) {
    number
        .decimal
        .split_once('.')
        .unwrap_or((&number.decimal, ""))
}
