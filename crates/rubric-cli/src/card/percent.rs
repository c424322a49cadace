//! Exact shares as percentages and bars.

use rubric_model::Rational;
use rubric_model::audit::Decimal;
use rubric_model::outcome::{Bound, Judgement, Score};

/// A share that a rubric states, as a percentage without needless places: `70%`, `12.5%`.
pub(super) fn stated(share: &Rational) -> String {
    let hundredfold = Rational(&share.0 * &Rational::from(100).0);
    let text = Decimal::new(hundredfold).and_then(|number| serde_json::to_string(&number).ok());
    text.map_or_else(|| share.to_string(), |text| format!("{text}%"))
}

/// A score as it is shown.
pub(super) fn shown(score: &Score) -> String {
    format!("{}%", score.percent)
}

/// The score of a settled judgement or the range of an open one; nothing where it is not scored.
pub(super) fn judged(judgement: &Judgement) -> Option<String> {
    match judgement {
        Judgement::Settled(settled) => settled.score.as_ref().map(shown),
        Judgement::Open(open) => range(&open.lowest, &open.highest),
    }
}

/// A range of scores.
pub(super) fn range(lowest: &Bound, highest: &Bound) -> Option<String> {
    match (&lowest.score, &highest.score) {
        (Some(low), Some(high)) if low == high => Some(shown(low)),
        (Some(low), Some(high)) => Some(format!("{}–{}%", low.percent, high.percent)),
        (Some(one), None) | (None, Some(one)) => Some(shown(one)),
        (None, None) => None,
    }
}

/// A bar: full up to the score; of an open judgement full up to the lowest, shaded up to the
/// highest.
pub(super) fn bar(judgement: &Judgement, width: usize) -> String {
    let (low, high) = match judgement {
        Judgement::Settled(settled) => (settled.score.as_ref(), settled.score.as_ref()),
        Judgement::Open(open) => (open.lowest.score.as_ref(), open.highest.score.as_ref()),
    };
    if low.is_none() && high.is_none() {
        return "·".repeat(width);
    }
    let full = low.map_or(0, |score| cells(score, width));
    let shaded = high
        .map_or(0, |score| cells(score, width))
        .saturating_sub(full);
    let empty = width.saturating_sub(full).saturating_sub(shaded);
    format!(
        "{}{}{}",
        "█".repeat(full),
        "▒".repeat(shaded),
        "░".repeat(empty)
    )
}

/// How many of so many cells a score fills: none and all only where it is exactly 0% or 100%.
fn cells(score: &Score, width: usize) -> usize {
    let one = Rational::from(1);
    let zero = Rational::from(0);
    if score.exact <= zero {
        return 0;
    }
    if score.exact >= one {
        return width;
    }
    let scaled = &score.exact.0 * &Rational::from(i64::try_from(width).unwrap_or(0)).0;
    let cells: usize = scaled.round().to_integer().to_string().parse().unwrap_or(0);
    cells.clamp(1, width.saturating_sub(1).max(1))
}
