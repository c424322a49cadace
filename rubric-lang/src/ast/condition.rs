//! Conditions, as they are read: names are not looked up yet.

use super::{Name, Number, Parsed};
use crate::source::Span;

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// `a and b and c`.
    And(Vec<Condition>),
    /// `a or b or c`.
    Or(Vec<Condition>),
    /// `not a`.
    Not {
        /// The word `not`.
        word: Span,
        /// What is denied.
        condition: Box<Condition>,
    },
    /// `( a )`.
    Parentheses {
        /// With the parentheses.
        span: Span,
        /// What stands in them.
        condition: Box<Condition>,
    },
    /// `needs-identified is met`.
    Comparison(Comparison),
    /// `any section is inadequate`.
    Group(GroupCount),
    /// A name, number or list alone, where a comparison is needed: the `outstanding` of
    /// `overall is good or outstanding`. The compiler says so, for only it knows what was meant.
    Bare(Value),
    /// What could not be read.
    Broken(Span),
}

impl Condition {
    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::And(parts) | Self::Or(parts) => match (parts.first(), parts.last()) {
                (Some(first), Some(last)) => first.span().to(last.span()),
                _ => Span::default(),
            },
            Self::Not { word, condition } => word.to(condition.span()),
            Self::Parentheses { span, .. } | Self::Broken(span) => *span,
            Self::Comparison(comparison) => comparison.span,
            Self::Group(count) => count.span,
            Self::Bare(value) => value.span(),
        }
    }
}

/// `subject is predicate`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The whole comparison.
    pub span: Span,
    /// What is compared.
    pub subject: Subject,
    /// With what.
    pub predicate: Predicate,
}

/// What a comparison speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// `needs-identified`, `age`, `C`: a criterion, fact or section by its bare name.
    Name(Name),
    /// `criterion needs-identified`.
    Criterion(Name),
    /// `section C`.
    Section(Name),
    /// `fact age`.
    Fact(Name),
    /// `overall`.
    Overall(Span),
    /// `it`.
    It(Span),
    /// `score of …`.
    Score(Span, Box<Subject>),
}

impl Subject {
    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Name(name) | Self::Criterion(name) | Self::Section(name) | Self::Fact(name) => {
                name.span
            }
            Self::Overall(span) | Self::It(span) => *span,
            Self::Score(span, subject) => span.to(subject.span()),
        }
    }
}

/// What is said of a subject or a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Predicate {
    /// `is at least good`.
    Compare {
        /// How.
        operator: Operator,
        /// The words that say how: `is not`, `is at least`.
        words: Span,
        /// With what.
        value: Value,
    },
    /// `is one of (a, b)`, `is not one of (a, b)`.
    OneOf {
        /// Whether `not` stands there.
        negated: bool,
        /// The list.
        values: Vec<Value>,
        /// The list with its parentheses.
        span: Span,
    },
    /// `is excluded`, `is not excluded`.
    Excluded {
        /// Whether `not` stands there.
        negated: bool,
        /// The words.
        span: Span,
    },
    /// `is scored`, `is not scored`.
    Scored {
        /// Whether `not` stands there.
        negated: bool,
        /// The words.
        span: Span,
    },
    /// `has who`.
    Has(Name),
    /// `lacks who`.
    Lacks(Name),
    /// What could not be read.
    Broken(Span),
}

/// How a value compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `is`.
    Is,
    /// `is not`.
    IsNot,
    /// `is at least`.
    AtLeast,
    /// `is at most`.
    AtMost,
    /// `is below`.
    Below,
    /// `is above`.
    Above,
}

/// A level, grade, option, `yes`, `no`, number or percentage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A word.
    Name(Name),
    /// A number or percentage.
    Number(Number),
}

impl Value {
    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Name(name) => name.span,
            Self::Number(number) => number.span,
        }
    }
}

/// So many members of a group are so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCount {
    /// The whole condition.
    pub span: Span,
    /// How many.
    pub bound: Bound,
    /// The count of the whole: the 8 of `at least 7 of 8 sections`.
    pub whole: Option<Number>,
    /// Of what.
    pub group: Group,
    /// Are how.
    pub predicate: Predicate,
}

/// How many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// `any`.
    Any(Span),
    /// `all`, `every`, `each`.
    All(Span),
    /// `no`, `none`.
    No(Span),
    /// `all but 1`.
    AllBut(Number),
    /// `at least 2`.
    AtLeast(Number),
    /// `at most 2`.
    AtMost(Number),
    /// `exactly 2`.
    Exactly(Number),
}

/// Of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Where it stands.
    pub span: Span,
    /// Its members.
    pub members: Members,
}

/// The members of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Members {
    /// `essential criteria in section F tagged golden-thread owned by health`.
    Described {
        /// Sections or criteria.
        noun: Noun,
        /// `essential` stands before.
        essential: bool,
        /// `statutory` stands before.
        statutory: bool,
        /// `in section X`, `in it`.
        within: Option<Parsed<Subject>>,
        /// `tagged x`.
        tagged: Vec<Name>,
        /// `owned by x`.
        owned_by: Vec<Name>,
    },
    /// `(a, b, c)`.
    Named(Vec<Name>),
}

/// Sections or criteria.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// Sections.
    Sections,
    /// Criteria.
    Criteria,
}
