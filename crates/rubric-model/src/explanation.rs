//! Why an audit comes to what it comes to: the outcome with everything that decided it.
//!
//! The whole and each section show their ladder with the place on it and every limit that may hold
//! them down, met or not; each criterion shows what it contributed and lost; each condition shows,
//! part by part, whether it holds and what the audit says of what it asks.

mod text;

use serde::Serialize;

use crate::Name;
use crate::audit::{Answer, RubricReference};
use crate::outcome::{Bound, CriterionState, NextStep, Notice, Score, Status};

/// The format of explanations.
pub const FORMAT: &str = "rubric-explanation/1";

/// What one audit comes to, and all that decided it. As text, an indented tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Explanation {
    /// Always [`FORMAT`].
    pub format: String,
    /// The rubric it was scored by, with its digest.
    pub rubric: RubricReference,
    /// The rubric's title.
    pub title: String,
    /// The audit's reference.
    pub reference: String,
    /// The overall result.
    pub overall: Grading,
    /// The share of the weight that applies which answers excluded.
    pub excluded_share: Score,
    /// The sections, in reading order.
    pub sections: Vec<SectionExplanation>,
    /// What a reader should know besides.
    pub notices: Vec<Notice>,
    /// What would reach the next grade.
    pub next: Vec<NextStep>,
}

/// How the whole or a section was graded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Grading {
    /// Whether there is one result.
    pub status: Status,
    /// The score; absent unless it is complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
    /// The grade after limits; absent unless it is complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<Name>,
    /// The grade before limits; absent unless it is complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before_limits: Option<Name>,
    /// The worst it may come to; absent unless it is incomplete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lowest: Option<Bound>,
    /// The best it may come to; absent unless it is incomplete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub highest: Option<Bound>,
    /// Whether it may come to count nothing at all; absent unless it is incomplete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub may_be_not_scored: Option<bool>,
    /// The whole ladder, with its place on it.
    pub ladder: LadderExplanation,
    /// Every limit on it, in reading order.
    pub limits: Vec<LimitExplanation>,
}

/// A ladder, and a place on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct LadderExplanation {
    /// Its name.
    pub name: Name,
    /// Its title.
    pub title: String,
    /// Its rungs, best first.
    pub rungs: Vec<RungExplanation>,
}

/// A rung: exactly one of `from`, `when` and `otherwise` is present.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct RungExplanation {
    /// The grade.
    pub name: Name,
    /// Its title.
    pub title: String,
    /// The least score that earns it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Score>,
    /// The rule that earns it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<ConditionExplanation>,
    /// Whether it is what remains.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub otherwise: bool,
    /// What it is to the result.
    pub state: RungState,
}

/// What a rung is to a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RungState {
    /// The grade before limits, and after them where none lowered it.
    Reached,
    /// The grade that limits lowered it to.
    HeldDownTo,
    /// While something is missing: a grade that it may come to.
    Possible,
    /// While something is missing: a grade that it may come to before limits, but not after them.
    PossibleBeforeLimits,
    /// None of these.
    PassedOver,
}

/// A limit on the whole or a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct LimitExplanation {
    /// Its name.
    pub name: Name,
    /// The reason for the reader.
    pub because: String,
    /// The best grade that remains where it holds.
    pub at_most: Name,
    /// Whether it lowered the grade. Nothing does while something is missing.
    pub lowered: bool,
    /// When it holds, and whether it does.
    pub when: ConditionExplanation,
}

/// How a section came to what it came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct SectionExplanation {
    /// Its name.
    pub name: Name,
    /// Its title.
    pub title: String,
    /// Its owner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Name>,
    /// Its part of the overall score in this audit; absent unless the audit is complete and the
    /// section scored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<Score>,
    /// The cases it applies to, and whether this is one; absent where it says nothing of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applies: Option<ConditionExplanation>,
    /// Its score and grade.
    pub grading: Grading,
    /// Its own criteria, in reading order.
    pub criteria: Vec<CriterionExplanation>,
    /// The sections in it, in reading order.
    pub sections: Vec<SectionExplanation>,
}

/// What a criterion came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct CriterionExplanation {
    /// Its name.
    pub name: Name,
    /// What the auditor was asked.
    pub question: String,
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
    /// The cases it applies to, and whether this is one; absent where it says nothing of its own.
    /// It does not apply either where its section does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applies: Option<ConditionExplanation>,
}

/// Whether something holds of an audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Truth {
    /// It holds, however what is missing turns out.
    Holds,
    /// It does not hold, however what is missing turns out.
    DoesNotHold,
    /// It depends on what is missing.
    Undecided,
}

/// A condition, or a part of one, and whether it holds.
///
/// It is one of three things: several conditions joined, with `joined` and `parts`; a count of the
/// members of a group, with `group`; or a comparison, with `actual`.
///
/// What is joined follows from its parts, save that missing facts are tried case by case: it may be
/// decided where its parts are not, for `age is below 10 or age is at least 10` holds of any age.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct ConditionExplanation {
    /// As it is written in a rubric. Absent where something joined stands within something joined:
    /// its parts say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Whether it holds.
    pub truth: Truth,
    /// How its parts are joined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joined: Option<Joined>,
    /// What is joined.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub parts: Vec<ConditionExplanation>,
    /// The group that is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupExplanation>,
    /// What the audit says of what is compared: `age is missing`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actual: Option<String>,
}

/// How the parts of a condition are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Joined {
    /// Each of them holds.
    All,
    /// At least one of them holds.
    AnyOf,
    /// The one part does not hold.
    Not,
}

/// The members of a group that is counted. The four counts add up to what the group may hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct GroupExplanation {
    /// How many members are so.
    pub holding: usize,
    /// How many are not so.
    pub not_holding: usize,
    /// Of how many what is missing decides it.
    pub undecided: usize,
    /// How many are no members in this audit: criteria that do not apply or are excluded, sections
    /// that are not scored.
    pub outside: usize,
    /// Those that decide the count, in reading order: of `all` and `all but`, the members that are
    /// not so; of any other count, those that are so; of either, those of which it is undecided. At
    /// most [`MOST_LISTED`]; the counts tell where there are more.
    pub members: Vec<MemberExplanation>,
}

/// The most members of a group that are listed.
pub const MOST_LISTED: usize = 100;

/// A member of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct MemberExplanation {
    /// The criterion or section.
    pub name: Name,
    /// Whether it is so.
    pub truth: Truth,
    /// What the audit says of it: `needs-identified is not-met`.
    pub actual: String,
}
