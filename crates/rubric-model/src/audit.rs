//! An audit as it is written down. Reading one is the engine's work, for only a rubric can say
//! what fits.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::{Name, Rational};

/// The format of audits.
pub const FORMAT: &str = "rubric-audit/1";

/// One audit: what was found in one plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Audit {
    /// Always [`FORMAT`].
    pub format: String,
    /// The rubric it was made under.
    pub rubric: RubricReference,
    /// Which plan: letters, digits and hyphens, 1 to 40 of them; never who it is about.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[A-Za-z0-9-]{1,40}$")))]
    pub reference: String,
    /// When it was made, as `YYYY-MM-DD`.
    #[cfg_attr(
        feature = "schema",
        schemars(regex(pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))
    )]
    pub date: String,
    /// The round of audits it belongs to: `2026-Q3`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cycle: Option<String>,
    /// Which reading of the plan this is; absent means an audit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// A code for who made it: `aud-07`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auditor: Option<String>,
    /// What is known of the case, by fact.
    pub facts: BTreeMap<Name, FactAnswer>,
    /// What was found, by criterion.
    pub answers: BTreeMap<Name, Answer>,
    /// Answers and facts that have no place in the rubric any more, by the name they had. They are kept,
    /// and never counted.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub retired: BTreeMap<Name, Retired>,
}

/// What an audit held under an earlier rubric and has no place in this one, or none that is sure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Retired {
    /// The rubric under which it was given.
    pub rubric: RubricReference,
    /// The question it answered, as it was worded.
    pub question: String,
    /// The answer, of a criterion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// The value, of a fact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<FactAnswer>,
    /// Why it was not carried over, in a sentence.
    pub because: String,
}

/// The rubric that an audit was made under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct RubricReference {
    /// Its name.
    pub name: Name,
    /// Its version.
    pub version: String,
    /// Its digest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

/// Which reading of a plan an audit is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The writer's own.
    SelfCheck,
    /// An auditor's.
    #[default]
    Audit,
    /// A second auditor's, for comparison.
    Second,
    /// What two auditors agreed on.
    Agreed,
    /// After the plan was amended.
    ReAudit,
}

/// A fact's value in an audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum FactAnswer {
    /// Of a yes-no fact.
    YesNo(bool),
    /// Of a number fact.
    Number(Decimal),
    /// Of a one-of fact: an option.
    Option(Name),
}

/// An answer: bare where it says nothing but a level, a number, or yes or no.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Answer {
    /// Yes or no.
    YesNo(bool),
    /// A number.
    Number(Decimal),
    /// A level.
    Level(Name),
    /// Anything with more to it.
    Detailed(DetailedAnswer),
}

/// An answer with more to it than one value: exactly one of `level`, `yes`, `number`, `ticked`, or
/// `count` with `of`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct DetailedAnswer {
    /// A level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Name>,
    /// Yes or no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub yes: Option<bool>,
    /// A number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Decimal>,
    /// The items that are there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticked: Option<Vec<Name>>,
    /// So many …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// … of so many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<u32>,
    /// What the auditor remarks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Why it fell short.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<Name>,
    /// Who gave this answer, where not the audit's auditor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auditor: Option<String>,
}

impl From<Answer> for DetailedAnswer {
    /// The same answer, with nothing more to it.
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Detailed(detailed) => detailed,
            Answer::YesNo(yes) => Self {
                yes: Some(yes),
                ..Self::default()
            },
            Answer::Number(number) => Self {
                number: Some(number),
                ..Self::default()
            },
            Answer::Level(level) => Self {
                level: Some(level),
                ..Self::default()
            },
        }
    }
}

/// A number in an audit: an exact decimal, written as a JSON number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal(Rational);

impl Decimal {
    /// The number, or nothing where it has no end in decimals (`1/3`).
    #[must_use]
    pub fn new(number: Rational) -> Option<Self> {
        decimal_text(&number).is_some().then_some(Self(number))
    }

    /// The number.
    #[must_use]
    pub fn number(&self) -> &Rational {
        &self.0
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match decimal_text(&self.0) {
            Some(text) => formatter.write_str(&text),
            None => self.0.fmt(formatter),
        }
    }
}

/// The decimal that is exactly this number: `12.5`.
fn decimal_text(number: &Rational) -> Option<String> {
    let mut scaled = number.0.clone();
    for places in 0..=40_usize {
        if scaled.is_integer() {
            let digits = scaled.to_integer().to_string();
            let (sign, digits) = match digits.strip_prefix('-') {
                Some(rest) => ("-", rest),
                None => ("", digits.as_str()),
            };
            let padded = format!("{digits:0>width$}", width = places.saturating_add(1));
            let (whole, fraction) = padded.split_at_checked(padded.len().saturating_sub(places))?;
            let point = if fraction.is_empty() { "" } else { "." };
            return Some(format!("{sign}{whole}{point}{fraction}"));
        }
        scaled *= num_rational::BigRational::from_integer(10.into());
    }
    None
}

impl Serialize for Decimal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = decimal_text(&self.0).ok_or_else(|| serde::ser::Error::custom("endless"))?;
        serde_json::value::RawValue::from_string(text)
            .map_err(serde::ser::Error::custom)?
            .serialize(serializer)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Decimal {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Decimal".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "description": "An exact decimal.", "type": "number" })
    }
}
