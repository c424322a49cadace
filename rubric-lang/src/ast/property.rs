//! Statements: `keyword value…` on a line of its own.

use super::{Block, Bound, Condition, Name, Number, Parsed, Text, Word};
use crate::source::Span;

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// Where it stands.
    pub span: Span,
    /// The word it begins with.
    pub keyword: Span,
    /// What it says.
    pub kind: PropertyKind,
}

/// What a statement says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PropertyKind {
    /// A keyword and a text: `guidance "…"`.
    Text(TextKeyword, Parsed<Text>),
    /// A keyword and a name: `owner health`.
    Named(NameKeyword, Parsed<Name>),
    /// A keyword alone: `essential`.
    Flag(Flag),
    /// `version 1.0.0`.
    Version(Parsed<Word>),
    /// `effective from 2026-09-01 to 2027-08-31`.
    Effective {
        /// The first day.
        from: Parsed<Word>,
        /// The last day.
        to: Option<Parsed<Word>>,
    },
    /// `provision "12(1)(c)" "Health needs"`.
    Provision {
        /// How it is cited.
        name: Parsed<Text>,
        /// What it is about.
        title: Option<Text>,
    },
    /// `default scale evidence`, `default grades judgement`.
    Default {
        /// `scale` or `grades`.
        kind: Parsed<super::Kind>,
        /// Which.
        name: Parsed<Name>,
    },
    /// `overall grades judgement`.
    OverallGrades(Parsed<Name>),
    /// `notice when excluded is above 40%`.
    ExcludedNotice(Parsed<Number>),
    /// `weight 2`, `weight 15%`.
    Weight(Parsed<Number>),
    /// `applies when …`.
    AppliesWhen(Condition),
    /// `cites regulations "12(1)(c)"`.
    Cites {
        /// The source.
        source: Parsed<Name>,
        /// Its provision.
        provision: Option<Text>,
    },
    /// `means "…"` of a level or rung; `means partly "…"` of a criterion.
    Means {
        /// The level.
        level: Option<Name>,
        /// What it means.
        text: Parsed<Text>,
    },
    /// `example good "…"`.
    Example {
        /// `good` or `weak`.
        quality: Parsed<Name>,
        /// The example.
        text: Parsed<Text>,
    },
    /// `comment required`, `cause required`, `comment required when below met`.
    Required {
        /// What is required.
        what: Required,
        /// Below which level.
        below: Option<Parsed<Name>>,
    },
    /// `scale evidence without not-applicable`.
    Scale {
        /// The scale.
        name: Parsed<Name>,
        /// Levels that may not be chosen.
        without: Vec<Name>,
    },
    /// `checklist { … }`.
    Checklist(Option<Block>),
    /// `one-of { … }`.
    OneOf(Option<Block>),
    /// `proportion "outcomes" { none counts 0% }`.
    Proportion {
        /// What is counted.
        of: Parsed<Text>,
        /// What `0 of 0` means.
        block: Option<Block>,
    },
    /// `none excluded`, `none counts 0%`.
    NoneOf(Parsed<NoneOf>),
    /// `number "days" 0 to 365`, `number 0 to 25 decimal`.
    Number {
        /// The unit.
        unit: Option<Text>,
        /// The least and the most.
        range: Parsed<(Number, Number)>,
        /// Whether it may have decimal places.
        decimal: bool,
    },
    /// `levels evidence { … }`.
    Levels {
        /// The scale.
        scale: Parsed<Name>,
        /// The lines.
        block: Option<Block>,
    },
    /// `overall at most good`.
    Ceiling {
        /// Whose grade.
        subject: CeilingSubject,
        /// The best that remains.
        grade: Parsed<Name>,
    },
    /// `when …`.
    When(Condition),
    /// `share of audits where … among audits where …`.
    Share {
        /// The condition.
        r#where: Condition,
        /// The audits it is a share of.
        among: Option<Condition>,
    },
    /// `count of audits where …`.
    Count(Condition),
    /// `mean of score of section C`.
    Mean(Parsed<MeanSubject>),
    /// `target at least 85%`.
    Target {
        /// `at least` or `at most`.
        bound: Parsed<Bound>,
        /// The value.
        value: Parsed<Number>,
    },
    /// `whenever …`.
    Whenever(Condition),
    /// `then …`.
    Then(Condition),
    /// Of a test: `fact age 12`.
    GivenFact {
        /// The fact.
        name: Parsed<Name>,
        /// Its value.
        value: Parsed<AnswerValue>,
    },
    /// Of a test: `answer needs-identified met`.
    Answer {
        /// What is answered.
        subject: Parsed<AnswerSubject>,
        /// With what.
        value: Parsed<AnswerValue>,
    },
    /// Of a test: `leave needs-identified unanswered`.
    Leave(Parsed<Name>),
    /// Of a test: `expect …`.
    Expect(Expectation),
    /// `use std/common 1`, `use "shared/agencies.rubric"`.
    Use(Parsed<Path>),
    /// `include "sections/c-health.rubric"`.
    Include(Parsed<Text>),
    /// Of a change: `remove essential`, `remove means partly`; of a list, `remove mostly`.
    Remove(Parsed<RemovedPart>),
}

/// What a change takes out of a declaration: a statement by its word, or a line of a list by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemovedPart {
    /// Where it stands, without `remove`.
    pub span: Span,
    /// The word or words of the statement, in small letters; or the name of the line.
    pub word: String,
    /// Which of several: the level of `means partly`, the tag of `tag golden-thread`.
    pub name: Option<Name>,
    /// Which provision of a source.
    pub text: Option<Text>,
}

/// Keywords that take a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextKeyword {
    /// `publisher`.
    Publisher,
    /// `audits`.
    Audits,
    /// `jurisdiction`.
    Jurisdiction,
    /// `introduction`.
    Introduction,
    /// `link`.
    Link,
    /// `issued`.
    Issued,
    /// `guidance`.
    Guidance,
    /// `prompt`.
    Prompt,
    /// `leave-out`.
    LeaveOut,
    /// `because`.
    Because,
    /// `title`.
    Title,
}

/// Keywords that take a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKeyword {
    /// `owner`.
    Owner,
    /// `grades`.
    Grades,
    /// `tag`.
    Tag,
    /// `was`.
    Was,
    /// `language`.
    Language,
}

/// Keywords that stand alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// `essential`.
    Essential,
    /// `statutory`.
    Statutory,
    /// `unscored`.
    Unscored,
    /// `yes-no`.
    YesNo,
}

/// What an answer must carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Required {
    /// A comment.
    Comment,
    /// A cause.
    Cause,
}

/// What `0 of 0` means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoneOf {
    /// It leaves the sum.
    Excluded(Span),
    /// It counts as this percentage.
    Counts(Number),
}

/// Whose grade a limit holds down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CeilingSubject {
    /// The overall grade.
    Overall(Span),
    /// Every section's.
    EverySection(Span),
    /// One section's.
    Section(Parsed<Name>),
}

/// What an indicator takes the mean score of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeanSubject {
    /// The whole.
    Overall(Span),
    /// A section.
    Section(Name),
}

/// What a test answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerSubject {
    /// `every criterion`, `every criterion in section C`: those whose scale has the level.
    Every {
        /// Where it stands.
        span: Span,
        /// The section.
        section: Option<Name>,
    },
    /// One criterion.
    One(Name),
}

/// What a test answers with, or a fact's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerValue {
    /// Names without a word that says what they are: the items of a checklist that lack `ticked`, or
    /// a title without quotes. No answer is written so, and the compiler says what was meant.
    Listed(Span, Vec<Name>),
    /// A level, an option, `yes` or `no`.
    Name(Name),
    /// `ticked a, b`; none of them is `ticked nothing`.
    Ticked(Span, Vec<Name>),
    /// `ticked all`.
    AllTicked(Span),
    /// `5 of 7`.
    Proportion(Number, Number),
    /// `40`.
    Number(Number),
}

/// What a test expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// A condition holds.
    Condition(Condition),
    /// `audit is incomplete`, `audit is complete`.
    Incomplete {
        /// Where it stands.
        span: Span,
        /// Whether it is to be incomplete.
        incomplete: bool,
    },
    /// `overall is limited by NAME`, `section C is limited by NAME`.
    LimitedBy {
        /// Whose grade.
        subject: LimitedSubject,
        /// The limit.
        limit: Name,
    },
}

/// Whose grade a test expects to be limited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LimitedSubject {
    /// The overall grade.
    Overall(Span),
    /// A section's.
    Section(Name),
}

/// Another rubric or library: by name and version requirement, or by file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Path {
    /// `std/common 1`.
    Library {
        /// The name.
        name: Word,
        /// The version requirement.
        version: Option<Word>,
    },
    /// `"shared/agencies.rubric"`, `"shared/agencies.rubric" 1`.
    File {
        /// The file.
        file: Text,
        /// The version requirement.
        version: Option<Word>,
    },
}
