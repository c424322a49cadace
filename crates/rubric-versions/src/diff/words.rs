//! Numbers and lists in words.

use rubric_model::Rational;
use rubric_model::audit::Decimal;
use rubric_model::rubric::Mark;

/// A number as it is written: `12.5`, and `1/3` where it has no end in decimals.
pub(super) fn number(number: &Rational) -> String {
    Decimal::new(number.clone()).map_or_else(|| number.to_string(), |decimal| decimal.to_string())
}

/// A share as a percentage, and `1/3` where that has no end in decimals.
pub(super) fn share(share: &Rational) -> String {
    let hundredfold = Rational(&share.0 * &Rational::from(100).0);
    Decimal::new(hundredfold).map_or_else(|| share.to_string(), |decimal| format!("{decimal}%"))
}

/// The word of a mark.
pub(super) fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Essential => "essential",
        Mark::Statutory => "statutory",
    }
}

/// Names in backticks, or `none`.
pub(super) fn names<'n>(names: impl IntoIterator<Item = &'n String>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}
