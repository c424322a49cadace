//! Scales of answers and ladders of grades.

use serde::{Deserialize, Serialize};

use super::is_false;
use crate::condition::Condition;
use crate::{Name, Rational};

/// A scale of answers, best level first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Its name in the rubric.
    pub name: Name,
    /// Its title.
    pub title: String,
    /// Scored levels from best to worst, and excluded levels, in reading order.
    pub levels: Vec<Level>,
}

/// A level of a scale: either scored, with a `value`, or `excluded`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Its name in the rubric.
    pub name: Name,
    /// What an auditor reads.
    pub title: String,
    /// Its points divided by the scale's highest points: 0 to 1. Absent when `excluded`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Rational>,
    /// Whether an answer at this level leaves the sum.
    #[serde(default, skip_serializing_if = "is_false")]
    pub excluded: bool,
    /// What the level means wherever the scale is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub means: Option<String>,
    /// Whether an answer at this level must carry a comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Required>,
    /// Whether an answer at this level must carry a cause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Required>,
}

/// Marks something that must be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Required {
    /// It must be given.
    Required,
}

/// A ladder of grades, best first, the last one `otherwise`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ladder {
    /// Its name in the rubric.
    pub name: Name,
    /// Its title.
    pub title: String,
    /// The rungs; the first that holds is the grade.
    pub grades: Vec<Grade>,
}

/// A rung of a ladder: exactly one of `from`, `when` and `otherwise` is present.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// Its name in the rubric.
    pub name: Name,
    /// What a reader reads.
    pub title: String,
    /// The least score that earns it, 0 to 1, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Rational>,
    /// The rule that earns it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Whether it is what remains.
    #[serde(default, skip_serializing_if = "is_false")]
    pub otherwise: bool,
    /// What the grade means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub means: Option<String>,
}
