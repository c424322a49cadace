//! How criteria are answered.

use serde::{Deserialize, Serialize};

use super::{Choice, is_false};
use crate::{Name, Rational};

/// How a criterion is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum AnswerForm {
    /// A level of a scale.
    Scale {
        /// The scale.
        scale: Name,
        /// Levels of the scale that may not be chosen here.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        without: Vec<Name>,
    },
    /// Yes, worth 1, or no, worth 0.
    YesNo,
    /// The items that are there.
    Checklist {
        /// The items, in reading order.
        items: Vec<Choice>,
        /// How items become a level; without it the value is ticked ÷ items.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        levels: Option<Mapping>,
    },
    /// So many of so many.
    Proportion {
        /// What is counted: `provisions`.
        of: String,
        /// What `0 of 0` comes to.
        none: NoneCounted,
        /// How the proportion becomes a level; without it the value is the proportion.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        levels: Option<Mapping>,
    },
    /// A number, made a level.
    Number {
        /// Its unit: `days`.
        unit: String,
        /// The least it may be.
        from: Rational,
        /// The most it may be.
        to: Rational,
        /// Whether it may have decimal places; otherwise it is whole.
        #[serde(default, skip_serializing_if = "is_false")]
        decimal: bool,
        /// How the number becomes a level.
        levels: Mapping,
    },
}

/// What a proportion of nothing, `0 of 0`, comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NoneCounted {
    /// It leaves the sum.
    Excluded,
    /// It counts as this proportion, 0 to 1.
    Counts(Rational),
}

/// Rules that make a level of an answer, best level first; the last one is `otherwise`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The scale of the levels.
    pub scale: Name,
    /// The rules, tried in order.
    pub rules: Vec<MappingRule>,
}

/// One rule of a [`Mapping`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MappingRule {
    /// The level it gives.
    pub level: Name,
    /// When it gives it.
    pub when: MappingTest,
}

/// When a [`MappingRule`] gives its level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MappingTest {
    /// Checklist: at least so many items are ticked. `all` is written as the number of items.
    AtLeast(u32),
    /// Checklist: exactly so many items are ticked.
    Exactly(u32),
    /// Proportion or number: at or above this. A percentage is a hundredth.
    From(Rational),
    /// Number: at or below this.
    UpTo(Rational),
    /// Whatever remains.
    Otherwise,
}
