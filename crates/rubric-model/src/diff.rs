//! What changed between two versions of a standard, and what that does to audits.

use serde::Serialize;

use crate::Name;
use crate::assurance::{Finding, Verdict};
use crate::audit::{Audit, RubricReference};

/// The format of differences.
pub const FORMAT: &str = "rubric-diff/1";

/// What changed from one rubric to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Difference {
    /// Always [`FORMAT`].
    pub format: String,
    /// The rubric as it was, with its digest.
    pub old: RubricReference,
    /// The rubric as it is, with its digest.
    pub new: RubricReference,
    /// What changed, in the reading order of the new rubric; what was removed stands where it stood.
    pub changes: Vec<Change>,
    /// The most that all changes together do to an audit; absent where nothing changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<Class>,
    /// Whether the class was decided for every audit. Otherwise it is what the rules suggest.
    pub decided: bool,
    /// Whether every audit that fits both scores as before, is graded as before, and is graded no
    /// better than before. Empty where nothing changed.
    pub findings: Vec<Finding>,
    /// What that asks of the version number.
    pub version: CalledFor,
    /// What it does to audits that have been made; absent where none were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audits: Option<Rescored>,
}

/// One change of one element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Change {
    /// The rule that tells this change from others: `weight-lowered`.
    pub rule: String,
    /// What it does to audits: as decided for this change alone, or else as its rule suggests.
    pub class: Class,
    /// What changed: a bare name for criteria, sections and facts, `kind name` for all others,
    /// `rubric` for the rubric itself.
    pub element: String,
    /// Its title, or its question.
    pub title: String,
    /// What is otherwise, in a sentence without its full stop.
    pub message: String,
    /// As it was; absent where there was nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// As it is; absent where there is nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is: Option<String>,
    /// Whether answers from before and after can be compared with each other.
    pub comparable: bool,
    /// Whether the standard asks less than before.
    pub lowered: bool,
    /// The reason that an overlay gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// What was found of this change alone: the old rubric with nothing but this change, beside the
    /// old rubric. Absent where it was not looked at alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alone: Option<Alone>,
}

/// What a change does to audits, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Words only.
    Text,
    /// Something is asked, answered, measured or promised differently; an audit that fits both has the
    /// overall score and grade it had.
    Shape,
    /// Some audit has another overall score.
    Score,
    /// Some audit has another overall grade.
    Grade,
}

/// What was found of one change alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Alone {
    /// Whether every audit has the same overall score as before.
    pub same_score: Verdict,
    /// Whether every audit has the same overall grade as before.
    pub same_grade: Verdict,
    /// What the audits show, or what was left undecided, in a sentence or a few.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<String>,
    /// An audit that shows it, as it is after and before the change.
    pub audits: Vec<Audit>,
}

/// The part of a version number that a change moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Bump {
    /// The third number.
    Patch,
    /// The second.
    Minor,
    /// The first.
    Major,
}

/// What changes ask of the version number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct CalledFor {
    /// Whether the new version is high enough.
    pub standing: Standing,
    /// The part that has to move; absent where no new version is called for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bump: Option<Bump>,
    /// The least version that will do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<String>,
    /// The elements whose changes call for it, in reading order.
    pub because: Vec<String>,
}

/// Whether a version number is high enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is.
    Enough,
    /// It is not.
    TooLow,
    /// It is not if some audit has another score or grade, and whether one has was not decided.
    NotDecided,
    /// The two rubrics have different names, so that neither is a version of the other.
    OtherRubric,
}

/// Audits made under the old rubric, scored under both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Rescored {
    /// How many there are: those compared, incomplete and rejected.
    pub read: u64,
    /// How many are complete under the old rubric.
    pub compared: u64,
    /// How many of those lack something that the new rubric asks: of them only the grades are known that
    /// they may have.
    pub open: u64,
    /// How many are incomplete under the old rubric, so that there is no grade to begin from.
    pub incomplete: u64,
    /// How many do not fit the old rubric.
    pub rejected: u64,
    /// How many of those compared have another overall score, the open ones aside.
    pub other_score: u64,
    /// How many of those compared have another overall grade, the open ones that have another whatever
    /// they lack among them.
    pub other_grade: u64,
    /// How many open ones may keep their overall grade and may get another.
    pub may_change: u64,
    /// How many go from which grade to which, those that keep theirs included; best grade first.
    pub moves: Vec<Move>,
    /// Which of them have another grade, or may have, in the order in which they were read.
    pub moved: Vec<Moved>,
    /// By change that can be made alone: how many of these have another grade with it alone. One audit
    /// may count for several.
    pub by_change: Vec<ByChange>,
    /// How many of those that have another grade for sure no single change accounts for.
    pub together: u64,
    /// What the new rubric asks and open audits lack, in reading order.
    pub missing: Vec<Counted>,
    /// What was left out, for the new rubric has no place for it or another form, in the reading order
    /// of the old one.
    pub left_out: Vec<Counted>,
    /// Why audits were rejected, in the order in which they were read.
    pub rejections: Vec<Rejection>,
}

/// How many audits go from a grade to a grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Move {
    /// The grade under the old rubric; null where nothing is scored.
    pub from: Option<Name>,
    /// The grade under the new one, of an open audit the best it may have; null where nothing is scored.
    pub to: Option<Name>,
    /// The worst grade it may have under the new one; only of an open audit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_worst: Option<Name>,
    /// How many audits.
    pub audits: u64,
}

/// An audit that has another grade, or may have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Moved {
    /// Which plan.
    pub reference: String,
    /// The grade under the old rubric; null where nothing is scored.
    pub from: Option<Name>,
    /// The grade under the new one, of an open audit the best it may have; null where nothing is scored.
    pub to: Option<Name>,
    /// The worst grade it may have under the new one; only of an open audit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_worst: Option<Name>,
}

/// How many audits have another grade with one change alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct ByChange {
    /// The rule of the change.
    pub rule: String,
    /// What changed.
    pub element: String,
    /// How many audits.
    pub audits: u64,
}

/// How many audits something is true of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Counted {
    /// A criterion or a fact.
    pub element: Name,
    /// How many audits.
    pub audits: u64,
}

/// An audit that does not fit the old rubric.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Rejection {
    /// Where it was read.
    pub place: String,
    /// Why, one entry for each problem.
    pub problems: Vec<String>,
}
