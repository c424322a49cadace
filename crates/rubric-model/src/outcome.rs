//! What an audit comes to, and why.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::audit::{Answer, RubricReference};
use crate::{Name, Rational};

/// The format of outcomes.
pub const FORMAT: &str = "rubric-outcome/1";

/// What one audit comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Outcome {
    /// Always [`FORMAT`].
    pub format: String,
    /// The rubric it was scored by, with its digest.
    pub rubric: RubricReference,
    /// The audit's reference.
    pub reference: String,
    /// Whether there is one result.
    pub status: Status,
    /// The overall result.
    pub overall: Judgement,
    /// The limits on the overall grade that surely hold as the answers stand, did not lower it,
    /// and would keep it from the next better one, or from a better one than it may still come to.
    pub held_back: Vec<BitingLimit>,
    /// The share of the weight that applies which answers excluded.
    pub excluded_share: Score,
    /// The sections, in reading order.
    pub sections: Vec<SectionOutcome>,
    /// What a reader should know besides.
    pub notices: Vec<Notice>,
    /// What would reach a better grade, where the audit is complete: each single answer that would,
    /// in reading order; or else one set of the fewest answers that would together.
    pub next: Vec<NextStep>,
    /// Where the audit is incomplete: the criteria without an answer that can still decide the
    /// overall grade, or whether there is one, in reading order. One can where there are answers to
    /// everything else that is missing, the facts too, for which two answers to it come to
    /// different grades.
    pub can_decide: Vec<Name>,
}

/// Whether a result is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nothing is missing, and there is a score.
    Complete,
    /// Something is missing: only bounds are known.
    Incomplete,
    /// Nothing is missing, and nothing counts.
    NotScored,
}

/// The score and grade of a section or the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Judgement {
    /// Nothing is missing.
    Settled(Settled),
    /// Something is missing.
    Open(Open),
}

/// A settled result; all null, with no limits, where nothing counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Settled {
    /// The score.
    pub score: Option<Score>,
    /// The grade after limits.
    pub grade: Option<Name>,
    /// The grade before limits.
    pub before_limits: Option<Name>,
    /// The limits that lowered it, in reading order.
    pub limits: Vec<BitingLimit>,
}

/// The bounds of a result that what is missing leaves open. They always contain it, and may come
/// from different audits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Open {
    /// The worst it may come to.
    pub lowest: Bound,
    /// The best it may come to.
    pub highest: Bound,
    /// Whether it may come to count nothing at all.
    pub may_be_not_scored: bool,
}

/// An end of the range of a result: null where it surely is not scored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Bound {
    /// The score.
    pub score: Option<Score>,
    /// The grade after limits.
    pub grade: Option<Name>,
}

/// A share, score or value: exactly, and as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Score {
    /// The exact number, 0 to 1.
    pub exact: Rational,
    /// The percentage to one decimal place: rounded half up, never across a threshold, and `0.0`
    /// or `100.0` only where it is exactly so.
    pub percent: String,
}

/// A limit that lowered a grade, or would keep it from a better one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct BitingLimit {
    /// Its name.
    pub name: Name,
    /// The reason for the reader.
    pub because: String,
}

/// What a section comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SectionOutcome {
    /// Its name.
    pub name: Name,
    /// Whether there is one result.
    pub status: Status,
    /// Its score and grade.
    #[serde(flatten)]
    pub judgement: Judgement,
    /// Its part of the overall score in this audit; null unless the audit is complete and the
    /// section scored.
    pub share: Option<Score>,
    /// Its own criteria, in reading order.
    pub criteria: Vec<CriterionOutcome>,
    /// The sections in it, in reading order.
    pub sections: Vec<SectionOutcome>,
}

/// What a criterion comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct CriterionOutcome {
    /// Its name.
    pub name: Name,
    /// What became of it.
    pub state: CriterionState,
    /// Its owner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Name>,
    /// What was answered, without comment and cause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// The level that the answer is, or comes to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Name>,
    /// What the answer is worth. Absent where it counts nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Score>,
    /// Its part of the overall score in this audit. Absent unless the audit is complete and the
    /// criterion scored; over those, shares add up to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<Score>,
    /// Share × value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contributed: Option<Score>,
    /// Share − contributed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost: Option<Score>,
    /// What the auditor remarked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Why it fell short.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<Name>,
}

/// What became of a criterion in an audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CriterionState {
    /// It counted.
    Scored,
    /// Its answer left the sum.
    Excluded,
    /// It does not apply to this case.
    NotApplicable,
    /// It was asked, but is not counted.
    Unscored,
    /// It applies, or may apply, and was not answered; or a fact that decides whether it applies
    /// is missing.
    Missing,
}

/// What a reader should know besides the result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Notice {
    /// What it is about.
    pub kind: NoticeKind,
    /// The criterion or fact it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// In a sentence.
    pub message: String,
}

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// An answer to a criterion that does not apply; it was not counted.
    AnswerNotApplicable,
    /// A criterion that applies, or may apply, has no answer.
    AnswerMissing,
    /// A fact that a condition needs is missing.
    FactMissing,
    /// Answers excluded more of the weight than the rubric expects.
    ExcludedShare,
    /// The audit is dated on a day on which the rubric does not apply.
    OutsideEffectiveDates,
    /// There were too many cases of missing facts to try each: the bounds are wider than they
    /// need to be.
    CasesNotTried,
    /// There were too many answers to try each, alone or together: the message says what was not
    /// searched further, and none in [`Outcome::next`] does not mean that there is none.
    AnswersNotTried,
    /// There was too much to try to tell of some criteria in [`Outcome::can_decide`] whether they
    /// can decide the grade: they may not.
    DecidingNotTried,
}

/// Answers that would reach a better grade together, each as little better as will do. An excluded
/// answer is never changed, nor is any answer made one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct NextStep {
    /// The overall grade that would be reached.
    pub grade: Name,
    /// The answers that would reach it, all else as it is.
    pub answers: BTreeMap<Name, Answer>,
}
