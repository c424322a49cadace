//! Scores as they are shown.

use rubric_model::outcome::Score;

use crate::index::Threshold;
use crate::number::Number;

/// A score, to one decimal place of a percentage: rounded half up, never across a threshold, and
/// 0.0 or 100.0 only when exactly so.
///
/// Where two thresholds lie so close that no tenth of a percent stands between them, the lower
/// side is shown, so that no score looks better than it is.
pub(crate) fn score(exact: &Number, thresholds: &[Threshold]) -> Score {
    let thousand = Number::whole(1_000);
    let mut tenths = (exact * &thousand + Number::ONE / Number::whole(2)).floor();
    for threshold in thresholds {
        let mark = &threshold.number * &thousand;
        let at_least_mark = mark.ceil();
        let at_most_mark = mark.floor();
        if *exact >= threshold.number && threshold.below {
            tenths = tenths.max(at_least_mark.clone());
        }
        if *exact > threshold.number && threshold.above {
            tenths = tenths.max(&at_most_mark + Number::ONE);
        }
    }
    for threshold in thresholds {
        let mark = &threshold.number * &thousand;
        if *exact < threshold.number && threshold.below {
            tenths = tenths.min(mark.ceil() - Number::ONE);
        }
        if *exact <= threshold.number && threshold.above {
            tenths = tenths.min(mark.floor());
        }
    }
    if *exact == Number::ZERO {
        tenths = Number::ZERO;
    } else if *exact == Number::ONE {
        tenths = thousand;
    } else {
        tenths = tenths.max(Number::ONE).min(thousand - Number::ONE);
    }
    let whole = (&tenths / Number::whole(10)).floor();
    let tenth = tenths - &whole * Number::whole(10);
    Score {
        exact: exact.into(),
        percent: format!("{whole}.{tenth}"),
    }
}

/// A share or value, 0 to 1, as it is shown: to one decimal place of a percentage, rounded half
/// up, and 0.0 or 100.0 only when exactly so.
#[must_use]
pub fn share(exact: &Number) -> Score {
    score(exact, &[])
}

/// A number as a reader reads it: a decimal where it has an end, else a fraction.
pub(crate) fn decimal(exact: &Number) -> String {
    let written = rubric_model::audit::Decimal::new(exact.into());
    written.map_or_else(|| exact.to_string(), |decimal| decimal.to_string())
}
