//! Sections and the criteria in them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::AnswerForm;
use crate::condition::Condition;
use crate::{Name, Rational};

/// A section: criteria, then sections, in reading order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its name in the rubric.
    pub name: Name,
    /// Its title.
    pub title: String,
    /// Its owner, inherited ones included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Name>,
    /// Its weight among its siblings, above 0. A percentage is a hundredth: `60%` is `3/5`.
    pub weight: Rational,
    /// The ladder of its grade.
    pub ladder: Name,
    /// The cases it applies to; absent when it applies to all that its parent applies to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applies: Option<Condition>,
    /// Advice to writers and auditors, in Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<String>,
    /// Its tags, in reading order. They are not inherited.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Name>,
    /// Its own criteria.
    pub criteria: Vec<Criterion>,
    /// The sections in it.
    pub sections: Vec<Section>,
}

/// A question and how it is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its name in the rubric.
    pub name: Name,
    /// What the auditor is asked.
    pub question: String,
    /// Its owner, inherited ones included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Name>,
    /// Its weight among its siblings, above 0; absent when it is unscored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Rational>,
    /// `essential` and `statutory`, as far as they apply.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
    /// Its tags, in reading order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Name>,
    /// The cases it applies to; absent when it applies to all that its section applies to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applies: Option<Condition>,
    /// How it is answered.
    pub answer: AnswerForm,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<Citation>,
    /// Advice to writers and auditors, in Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<String>,
    /// What a level looks like for this question, by level.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub means: BTreeMap<Name, String>,
    /// Good and weak examples, in reading order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Example>,
    /// A question for the writer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
    /// What does not belong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leave_out: Option<String>,
    /// A comment must stand beside an answer below this level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment_required_below: Option<Name>,
    /// Names it had in earlier versions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Name>,
}

/// A mark on a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Limits and rules may speak of it as essential.
    Essential,
    /// The law asks for it, so overlays may not weaken it.
    Statutory,
}

impl Mark {
    /// The word for it in a rubric.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Essential => "essential",
            Self::Statutory => "statutory",
        }
    }
}

/// What a criterion rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The source.
    pub source: Name,
    /// Its provision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provision: Option<String>,
}

/// An example of what a writer might have written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Good or weak.
    pub kind: ExampleKind,
    /// The example, in Markdown.
    pub text: String,
}

/// Whether an example is to be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExampleKind {
    /// To be followed.
    Good,
    /// To be learned from.
    Weak,
}
