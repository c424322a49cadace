//! Declarations, and the changes an overlay makes to them.

use super::{Block, Name, Parsed, Path, Text};
use crate::source::Span;

/// `kind name "Title" { … }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// From the kind to the closing brace.
    pub span: Span,
    /// What is declared.
    pub kind: Kind,
    /// The word that says so.
    pub kind_span: Span,
    /// Its name.
    pub name: Parsed<Name>,
    /// Its title; nothing where it is missing, which a diagnostic says already.
    pub title: Option<Text>,
    /// The standard it is a local version of.
    pub extends: Option<Extends>,
    /// What else is said of it.
    pub block: Option<Block>,
}

/// What can be declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A standard.
    Rubric,
    /// Shared declarations.
    Library,
    /// A document it rests on.
    Source,
    /// An answerable agency.
    Owner,
    /// Something known of a case.
    Fact,
    /// Why an answer fell short.
    Cause,
    /// Levels of answers.
    Scale,
    /// A ladder of grades.
    Grades,
    /// Criteria that belong together.
    Section,
    /// A question.
    Criterion,
    /// A ceiling on a grade.
    Limit,
    /// A measure over many audits.
    Indicator,
    /// A promise about every audit.
    Guarantee,
    /// An example with its result.
    Test,
}

impl Kind {
    /// Every kind, in the order of the reference.
    pub const ALL: [Self; 14] = [
        Self::Rubric,
        Self::Library,
        Self::Source,
        Self::Owner,
        Self::Fact,
        Self::Cause,
        Self::Scale,
        Self::Grades,
        Self::Section,
        Self::Criterion,
        Self::Limit,
        Self::Indicator,
        Self::Guarantee,
        Self::Test,
    ];

    /// The word that declares it.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Rubric => "rubric",
            Self::Library => "library",
            Self::Source => "source",
            Self::Owner => "owner",
            Self::Fact => "fact",
            Self::Cause => "cause",
            Self::Scale => "scale",
            Self::Grades => "grades",
            Self::Section => "section",
            Self::Criterion => "criterion",
            Self::Limit => "limit",
            Self::Indicator => "indicator",
            Self::Guarantee => "guarantee",
            Self::Test => "test",
        }
    }

    /// The kind that a word declares, in any letter case.
    #[must_use]
    pub fn from_keyword(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.keyword().eq_ignore_ascii_case(word))
    }
}

/// `extends std/ehc-plan 1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extends {
    /// Where it stands.
    pub span: Span,
    /// What is extended.
    pub path: Parsed<Path>,
}

/// `add`, `change` or `remove`, with what it does it to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlay {
    /// Where it stands.
    pub span: Span,
    /// What is done.
    pub verb: Verb,
    /// The word that says so.
    pub verb_span: Span,
    /// To what; an `add` without one is to the rubric itself.
    pub target: Option<Parsed<Target>>,
    /// The name after which something is added.
    pub after: Option<Name>,
    /// Why, and what is new.
    pub block: Option<Block>,
}

/// What an overlay does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Something new.
    Add,
    /// Something said otherwise.
    Change,
    /// Something gone.
    Remove,
}

/// A declaration of the base: `section F`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Where it is named.
    pub span: Span,
    /// Its kind.
    pub kind: Kind,
    /// Its name.
    pub name: Name,
}
