//! Conditions as trees of plain JSON objects.
//!
//! ```json
//! { "all": [
//!     { "fact": "has-health-needs", "is": true },
//!     { "any": "sections", "grade": { "is": "inadequate" } } ] }
//! ```
//!
//! An object says one of three things: it joins conditions (`all`, `any_of`, `not`), compares one
//! thing (`fact`, `criterion`, `section`, `overall`, `it`), or counts the members of a group
//! (`any`, `every`, `no`, or `at_least`, `at_most`, `exactly`, `all_but` with `of`).

mod object;
mod words;

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::{Name, Rational};
use object::ConditionObject;

/// Something that holds of an audit or does not, or that what is missing leaves undecided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ConditionObject", into = "ConditionObject")]
pub enum Condition {
    /// Each of them holds. Over none it holds.
    All(Vec<Condition>),
    /// At least one of them holds.
    AnyOf(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// A fact compares so.
    Fact(Name, Comparison<FactValue>),
    /// A criterion's answer is so.
    Criterion(Name, CriterionTest),
    /// A section's, or the overall, grade or score is so.
    Judged(Subject, JudgedTest),
    /// So many members of a group are so.
    Group(GroupCondition),
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Condition {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Condition".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <ConditionObject as schemars::JsonSchema>::json_schema(generator)
    }
}

/// What is judged: something that has a score and a grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The whole.
    Overall,
    /// A section.
    Section(Name),
    /// The thing that a limit on every section, or a ladder, is being applied to.
    It,
}

/// How two values compare. Levels and grades compare by their place on the scale or ladder.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Comparison<T> {
    /// The same.
    Is(T),
    /// Not the same.
    IsNot(T),
    /// The same or better, or no less.
    AtLeast(T),
    /// The same or worse, or no more.
    AtMost(T),
    /// Worse, or less.
    Below(T),
    /// Better, or more.
    Above(T),
    /// The same as one of these.
    OneOf(Vec<T>),
    /// The same as none of these.
    NotOneOf(Vec<T>),
}

impl<T> Comparison<T> {
    /// Whether it holds of something, given how that thing compares with a value: `Greater` where
    /// it is better, or more.
    pub fn holds(&self, compare: impl Fn(&T) -> Ordering) -> bool {
        let among = |values: &[T]| values.iter().any(|value| compare(value).is_eq());
        match self {
            Self::Is(value) => compare(value).is_eq(),
            Self::IsNot(value) => compare(value).is_ne(),
            Self::AtLeast(value) => compare(value).is_ge(),
            Self::AtMost(value) => compare(value).is_le(),
            Self::Below(value) => compare(value).is_lt(),
            Self::Above(value) => compare(value).is_gt(),
            Self::OneOf(values) => among(values),
            Self::NotOneOf(values) => !among(values),
        }
    }

    /// The same comparison with other values, or nothing where one of them has none.
    pub fn map<U>(&self, map: impl Fn(&T) -> Option<U>) -> Option<Comparison<U>> {
        let all = |values: &[T]| values.iter().map(&map).collect::<Option<Vec<U>>>();
        Some(match self {
            Self::Is(value) => Comparison::Is(map(value)?),
            Self::IsNot(value) => Comparison::IsNot(map(value)?),
            Self::AtLeast(value) => Comparison::AtLeast(map(value)?),
            Self::AtMost(value) => Comparison::AtMost(map(value)?),
            Self::Below(value) => Comparison::Below(map(value)?),
            Self::Above(value) => Comparison::Above(map(value)?),
            Self::OneOf(values) => Comparison::OneOf(all(values)?),
            Self::NotOneOf(values) => Comparison::NotOneOf(all(values)?),
        })
    }

    /// The values that are compared with.
    pub fn values(&self) -> &[T] {
        match self {
            Self::Is(value)
            | Self::IsNot(value)
            | Self::AtLeast(value)
            | Self::AtMost(value)
            | Self::Below(value)
            | Self::Above(value) => std::slice::from_ref(value),
            Self::OneOf(values) | Self::NotOneOf(values) => values,
        }
    }
}

/// A fact's value in a condition.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum FactValue {
    /// Of a yes-no fact.
    YesNo(bool),
    /// Of a number fact.
    Number(Rational),
    /// Of a one-of fact: an option.
    Option(Name),
}

/// What is asked about a criterion's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CriterionTest {
    /// Its level compares so. The levels of a yes-no criterion are `yes` and `no`.
    Level(Comparison<Name>),
    /// Its value, 0 to 1, compares so.
    Value(Comparison<Rational>),
    /// Its number compares so.
    Number(Comparison<Rational>),
    /// Its answer leaves the sum (`true`), or does not.
    Excluded(bool),
    /// An item of its checklist is ticked.
    Has(Name),
    /// An item of its checklist is not ticked.
    Lacks(Name),
}

/// What is asked about a section or the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JudgedTest {
    /// Its grade after limits compares so.
    Grade(Comparison<Name>),
    /// Its score, 0 to 1, compares so.
    Score(Comparison<Rational>),
    /// It has a score (`true`), or has none.
    Scored(bool),
}

/// A count of the members of a group that are so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCondition {
    /// How many.
    pub quantity: Quantity,
    /// Of what.
    pub group: Group,
    /// Are how.
    pub test: MemberTest,
}

/// How many members of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// At least one. Over no members it does not hold.
    Any,
    /// All of them. Over no members it holds.
    Every,
    /// None of them. Over no members it holds.
    No,
    /// This many or more.
    AtLeast(u32),
    /// This many or fewer.
    AtMost(u32),
    /// This many.
    Exactly(u32),
    /// All with at most this many exceptions.
    AllBut(u32),
}

/// What is asked about each member of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MemberTest {
    /// About criteria.
    Criterion(CriterionTest),
    /// About sections.
    Section(JudgedTest),
}

/// Which things are counted. Criteria that do not apply or are excluded, and sections that are
/// not scored, are never members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Group {
    /// Every section, or every criterion, of the thing judged: its direct sections, or its
    /// criteria at any depth.
    Whole(Members),
    /// Those that a description fits.
    Described(Description),
    /// These, by name.
    Named(Vec<Name>),
}

/// Sections or criteria.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Members {
    /// Sections.
    Sections,
    /// Criteria.
    Criteria,
}

/// A group by description; everything said of it must fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Description {
    /// Sections or criteria.
    pub members: Members,
    /// Only criteria with all of these marks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<crate::rubric::Mark>,
    /// Only those in this section: direct sections, or criteria at any depth. `it` is the thing
    /// judged.
    #[serde(default, skip_serializing_if = "Option::is_none", rename = "in")]
    pub within: Option<Name>,
    /// Only those with all of these tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tagged: Vec<Name>,
    /// Only those of this owner, inherited ones included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owned_by: Option<Name>,
}
