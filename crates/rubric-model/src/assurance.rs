//! What is true of every audit that a rubric allows, as far as it was decided.

use serde::Serialize;

use crate::Name;
use crate::audit::{Audit, RubricReference};
use crate::outcome::Score;

/// The format of assurances.
pub const FORMAT: &str = "rubric-assurance/1";

/// The questions that were asked of a rubric, each with its finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Assurance {
    /// Always [`FORMAT`].
    pub format: String,
    /// The rubric, with its digest.
    pub rubric: RubricReference,
    /// The rubric it was compared with, with its digest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<RubricReference>,
    /// What was asked and found, in the order of [`Question`]'s variants and then of the rubric.
    pub findings: Vec<Finding>,
    /// What each part of the rubric weighs and can do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<Profile>,
}

/// One question and what was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Finding {
    /// What was asked.
    pub question: Question,
    /// What is claimed, in a sentence without its full stop.
    pub claim: String,
    /// Whether the claim is so.
    pub verdict: Verdict,
    /// What the audits show, or what was left undecided, in a sentence or a few.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<String>,
    /// The audits that show it: none, one, or two that differ as the question says. The engine
    /// confirms each.
    pub audits: Vec<Audit>,
}

/// A question about every audit that a rubric allows. Complete, scored audits are meant
/// throughout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Question {
    /// Whether what a guarantee promises holds of every audit.
    Guarantee {
        /// The guarantee.
        name: Name,
    },
    /// Whether some audit earns a grade overall.
    OverallGrade {
        /// The grade.
        grade: Name,
    },
    /// Whether some audit earns some section a grade of a ladder.
    SectionGrade {
        /// The ladder.
        ladder: Name,
        /// The grade.
        grade: Name,
    },
    /// Whether two rungs by rule do not cross: of no section, and not overall, can each hold
    /// without the other, and both together.
    RungsDoNotCross {
        /// The ladder.
        ladder: Name,
        /// The better grade.
        upper: Name,
        /// The worse grade.
        lower: Name,
    },
    /// Whether some audit's grade is lowered by a limit.
    LimitBites {
        /// The limit.
        name: Name,
    },
    /// Whether a better answer to a criterion, all else as it is, lowers no grade in any audit.
    BetterAnswer {
        /// The criterion.
        criterion: Name,
    },
    /// Whether, in some audit, another answer to a criterion that counts gives another overall
    /// grade.
    CriterionMatters {
        /// The criterion.
        criterion: Name,
    },
    /// Whether every audit that fits two rubrics has the same overall score by both.
    SameScore,
    /// Whether every audit that fits two rubrics has the same overall grade by both.
    SameGrade,
    /// Whether no audit that fits two rubrics has a better overall grade by this one than by the
    /// other.
    NeverMoreLenient,
}

/// Whether a claim is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is so.
    Proved,
    /// It is not so.
    Refuted,
    /// The search ended before it was decided.
    NotDecided,
}

/// What each part of a rubric weighs and can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Profile {
    /// The criteria that count, in reading order.
    pub criteria: Vec<CriterionProfile>,
    /// What each owner's criteria weigh together, in the order of the owners; those without an
    /// owner last.
    pub owners: Vec<OwnerProfile>,
    /// The fewest answers that take a perfect audit, one with no answer that could be better, below
    /// each overall grade, best grade first; of the last grade nothing is said. All answers count.
    pub falls: Vec<FewestAnswers>,
    /// The fewest answers that lift an audit with no answer that could be worse to each overall
    /// grade or a better one, worst grade first; of the last grade nothing is said. All answers
    /// count.
    pub rises: Vec<FewestAnswers>,
}

/// What one criterion weighs and can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct CriterionProfile {
    /// The criterion.
    pub name: Name,
    /// Its share of the overall score where everything counts.
    pub share: Score,
    /// The most by which its answer alone can change the overall score, over all audits in which
    /// it counts, from one answer that counts to another; absent where that was not decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub largest_effect: Option<Score>,
    /// Whether its answer alone can change the overall grade; absent where that was not decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_change_grade: Option<bool>,
}

/// What one owner's criteria weigh together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct OwnerProfile {
    /// The owner; absent for criteria without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// How many criteria count.
    pub criteria: u32,
    /// Their share of the overall score where everything counts.
    pub share: Score,
}

/// The fewest answers to change for an overall grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct FewestAnswers {
    /// The grade that is lost, or reached.
    pub grade: Name,
    /// How many; absent where no number of answers does it, or it was not decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers: Option<u32>,
    /// Whether the number was decided.
    pub verdict: Verdict,
    /// The criteria whose answers are changed in one audit that shows it, in reading order.
    pub criteria: Vec<Name>,
}
