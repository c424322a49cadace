//! The compiled rubric: flat, complete, and free of anything but meaning.
//!
//! Everything that can be derived from it is left out; everything that a reader of the source
//! could ask about an element's origin is in [`Provenance`], which the digest leaves out too.

mod answer;
mod criterion;
mod declared;
mod provenance;
mod rule;
mod scale;

pub use answer::{AnswerForm, Mapping, MappingRule, MappingTest, NoneCounted};
pub use criterion::{Citation, Criterion, Example, ExampleKind, Mark, Section};
pub use declared::{Cause, Choice, Fact, FactKind, Owner, Provision, Source};
pub use provenance::{Change, Dependency, Origin, Provenance, Removed, Said};
pub use rule::{Guarantee, Indicator, Limit, LimitScope, Measure, Target};
pub use scale::{Grade, Ladder, Level, Required, Scale};

use serde::{Deserialize, Serialize};

use crate::{Name, Rational};

/// The format that this crate writes and reads.
pub const FORMAT: &str = "rubric/1";

/// One compiled standard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rubric {
    /// Always [`FORMAT`].
    pub format: String,
    /// The rubric's name.
    pub name: Name,
    /// The rubric's title.
    pub title: String,
    /// Three numbers: `1.4.0`.
    pub version: String,
    /// Who publishes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// What is audited: `EHC plan`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audits: Option<String>,
    /// Where it applies: `England`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jurisdiction: Option<String>,
    /// The language of its texts, as a BCP 47 tag; `en` where the source says nothing.
    pub language: String,
    /// From when, and until when, it applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<Effective>,
    /// What it is for, in Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub introduction: Option<String>,
    /// `sha256:` and 64 hexadecimal digits, over the canonical JSON without `digest` and
    /// `provenance`.
    pub digest: String,
    /// The documents it rests on.
    pub sources: Vec<Source>,
    /// The agencies answerable for parts of it.
    pub owners: Vec<Owner>,
    /// What must be known of a case.
    pub facts: Vec<Fact>,
    /// Why an answer may have fallen short.
    pub causes: Vec<Cause>,
    /// The scales of answers.
    pub scales: Vec<Scale>,
    /// The ladders of grades.
    pub ladders: Vec<Ladder>,
    /// How the whole is graded.
    pub overall: Overall,
    /// The excluded share of weight above which an outcome carries a notice.
    pub excluded_share_notice: Rational,
    /// The sections, in reading order.
    pub sections: Vec<Section>,
    /// The rules that hold grades down, in reading order.
    pub limits: Vec<Limit>,
    /// Measures over many audits.
    pub indicators: Vec<Indicator>,
    /// Promises about every possible audit.
    pub guarantees: Vec<Guarantee>,
    /// Where each element came from. Not part of the digest.
    pub provenance: Provenance,
}

/// The dates between which a rubric applies, both inclusive, as `YYYY-MM-DD`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Effective {
    /// The first day.
    pub from: String,
    /// The last day, or null where it has no end.
    pub to: Option<String>,
}

impl Effective {
    /// Whether a day, as `YYYY-MM-DD`, is one of those on which the rubric applies.
    #[must_use]
    pub fn holds(&self, day: &str) -> bool {
        self.from.as_str() <= day && self.to.as_deref().is_none_or(|to| day <= to)
    }
}

/// How the whole is graded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Overall {
    /// The ladder of the overall grade.
    pub ladder: Name,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_false(value: &bool) -> bool {
    !value
}
