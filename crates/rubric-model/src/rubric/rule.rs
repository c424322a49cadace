//! Limits, indicators and guarantees.

use serde::{Deserialize, Serialize};

use crate::condition::Condition;
use crate::{Name, Rational};

/// A ceiling on a grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Its name in the rubric.
    pub name: Name,
    /// The reason shown to the reader.
    pub because: String,
    /// Whose grade it holds down.
    pub on: LimitScope,
    /// The best grade that remains.
    pub at_most: Name,
    /// When it holds.
    pub when: Condition,
}

/// Whose grade a limit holds down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LimitScope {
    /// The overall grade.
    Overall,
    /// The grade of each section, at any depth; `it` in the condition is that section.
    EverySection,
    /// The grade of one section.
    Section(Name),
}

/// A measure over many audits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Its name in the rubric.
    pub name: Name,
    /// Its title.
    pub title: String,
    /// What is measured.
    pub measure: Measure,
    /// What it should come to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
}

/// What an indicator measures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Measure {
    /// The share of audits where a condition holds.
    Share {
        /// The condition.
        r#where: Condition,
        /// The audits it is a share of; absent for all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        among: Option<Condition>,
    },
    /// The number of audits where a condition holds.
    Count {
        /// The condition.
        r#where: Condition,
    },
    /// The mean score of a section over the audits where it is scored.
    MeanOfSection(Name),
    /// The mean overall score over the audits where it is scored.
    MeanOfOverall,
}

/// What an indicator should come to: a share or score from 0 to 1, or a count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// This or more.
    AtLeast(Rational),
    /// This or less.
    AtMost(Rational),
}

/// A promise about every complete, scored audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Guarantee {
    /// Its name in the rubric.
    pub name: Name,
    /// What is promised, in words.
    pub title: String,
    /// The audits it speaks of.
    pub whenever: Condition,
    /// What holds of each of them.
    pub then: Condition,
}
