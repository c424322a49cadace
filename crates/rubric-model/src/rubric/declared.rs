//! What a rubric declares for its criteria and sections to use.

use serde::{Deserialize, Serialize};

use super::is_false;
use crate::{Name, Rational};

/// A document that the standard rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its name in the rubric.
    pub name: Name,
    /// Its title.
    pub title: String,
    /// Where it can be read: http or https.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// When it was issued, as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<String>,
    /// Its parts that can be cited; empty where the rubric lists none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provisions: Vec<Provision>,
}

/// A part of a source: `12(1)(c)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// How it is cited.
    pub name: String,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// An agency answerable for a part of the standard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Owner {
    /// Its name in the rubric.
    pub name: Name,
    /// Its title.
    pub title: String,
}

/// Something that must be known of a case, never who it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fact {
    /// Its name in the rubric.
    pub name: Name,
    /// The question it answers.
    pub title: String,
    /// What it may be.
    #[serde(flatten)]
    pub kind: FactKind,
}

/// What a fact may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum FactKind {
    /// Yes or no.
    YesNo,
    /// A number from `from` to `to`, both inclusive.
    Number {
        /// The least it may be.
        from: Rational,
        /// The most it may be.
        to: Rational,
        /// Whether it may have decimal places; otherwise it is whole.
        #[serde(default, skip_serializing_if = "is_false")]
        decimal: bool,
    },
    /// One of several options.
    OneOf {
        /// The options, in reading order.
        options: Vec<Choice>,
    },
}

/// An option of a fact, or an item of a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its name in the rubric.
    pub name: Name,
    /// What an auditor reads.
    pub title: String,
}

/// Why an answer may have fallen short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cause {
    /// Its name in the rubric.
    pub name: Name,
    /// Its title.
    pub title: String,
}
