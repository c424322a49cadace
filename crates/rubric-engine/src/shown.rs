//! Scores as they are shown.

use rubric_model::outcome::Score;

use crate::index::Threshold;
use crate::number::Number;

/// A percentage in tenths: 771 is shown as 77.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tenths(pub i64);

impl Tenths {
    /// A score, to one decimal place of a percentage: rounded half up, never across a threshold, and
    /// 0.0 or 100.0 only when exactly so.
    ///
    /// Where two thresholds lie so close that no tenth of a percent stands between them, the lower
    /// side is shown, so that no score looks better than it is.
    pub(crate) fn of_score(exact: &Number, thresholds: &[Threshold]) -> Self {
        let mut tenths = exact.thousandths();
        // What is shown is within half a tenth of the score: only near thresholds can part them.
        let near = |threshold: &&Threshold| threshold.floor.abs_diff(tenths) <= 1;
        let mut least = i64::MIN;
        let mut most = i64::MAX;
        for threshold in thresholds.iter().filter(near) {
            let (floor, ceiling) = (threshold.floor, threshold.ceiling);
            if *exact >= threshold.number && threshold.below {
                least = least.max(ceiling);
            }
            if *exact > threshold.number && threshold.above {
                least = least.max(floor + 1);
            }
            if *exact < threshold.number && threshold.below {
                most = most.min(ceiling - 1);
            }
            if *exact <= threshold.number && threshold.above {
                most = most.min(floor);
            }
        }
        tenths = tenths.max(least).min(most);
        Self(if *exact == Number::ZERO {
            0
        } else if *exact == Number::ONE {
            1_000
        } else {
            tenths.clamp(1, 999)
        })
    }

    /// A share or value, 0 to 1: rounded half up, and 0.0 or 100.0 only when exactly so.
    pub(crate) fn of_share(exact: &Number) -> Self {
        Self::of_score(exact, &[])
    }
}

impl std::fmt::Display for Tenths {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

/// A score as it is shown.
pub(crate) fn score(exact: &Number, thresholds: &[Threshold]) -> Score {
    Score {
        exact: exact.into(),
        percent: Tenths::of_score(exact, thresholds).to_string(),
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
