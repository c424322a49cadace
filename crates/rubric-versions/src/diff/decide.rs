//! What changes do to audits: together, and each alone.

use rubric_engine::Rubric;
use rubric_model::assurance::{Finding, Question, Verdict};
use rubric_model::diff::{Alone, Class};
use rubric_verify::{Budget, compare_called};

use super::align::with_digest;
use super::core;
use super::draft::Draft;
use super::version::Together;

/// The most that is spent on one change alone, in steps.
const STEPS_ALONE: u64 = 500_000;

/// The words by which stories call the two versions.
const VERSIONS: [&str; 2] = ["the new version", "the old one"];

/// The words by which stories call a version with one change and that without it.
const WITH_AND_WITHOUT: [&str; 2] = ["the version with this change alone", "the old one"];

/// What is asked of the new version beside the old one, as it is claimed.
fn claim(question: &Question) -> &'static str {
    match question {
        Question::SameScore => "Every audit that fits both versions has the same overall score",
        Question::SameGrade => "Every audit that fits both versions has the same overall grade",
        _ => "No audit that fits both versions has a better overall grade by the new one",
    }
}

/// What is true of every audit that fits both.
pub(super) fn findings(new: &Rubric, old: Option<&Rubric>, budget: Budget<'_>) -> Vec<Finding> {
    let found = match old {
        Some(old) if core::is_same(old.model(), new.model()) => all(
            Verdict::Proved,
            "What scoring looks at is the same in both: only what is read, asked in addition or \
             promised is otherwise.",
        ),
        Some(old) => compare_called(VERSIONS, new, old, budget).findings,
        None => all(
            Verdict::NotDecided,
            "The old version does not score with the new names of its criteria, so that the two \
             cannot be compared.",
        ),
    };
    let told = |finding: Finding| Finding {
        claim: claim(&finding.question).to_owned(),
        ..finding
    };
    found.into_iter().map(told).collect()
}

fn all(verdict: Verdict, story: &str) -> Vec<Finding> {
    let questions = [
        Question::SameScore,
        Question::SameGrade,
        Question::NeverMoreLenient,
    ];
    let finding = |question| Finding {
        question,
        claim: String::new(),
        verdict,
        story: Some(story.to_owned()),
        audits: Vec::new(),
    };
    questions.into_iter().map(finding).collect()
}

/// The verdict on a question.
pub(super) fn verdict(findings: &[Finding], question: &Question) -> Verdict {
    let found = findings
        .iter()
        .find(|finding| finding.question == *question);
    found.map_or(Verdict::NotDecided, |finding| finding.verdict)
}

/// The class of all changes together, and whether it was decided for every audit.
pub(super) fn together(findings: &[Finding], drafts: &[Draft]) -> (Together, bool) {
    let suggested = drafts.iter().map(|draft| draft.class).max();
    let Some(suggested) = suggested else {
        let nothing = Together {
            class: None,
            is_sure: true,
        };
        return (nothing, true);
    };
    let score = verdict(findings, &Question::SameScore);
    let grade = verdict(findings, &Question::SameGrade);
    let by_rule = drafts.iter().any(|draft| draft.rule.by_rule);
    let (class, is_decided) = match (score, grade) {
        (_, Verdict::Refuted) => (Class::Grade, true),
        // Of audits that fit only one of the two, nothing is proved.
        _ if by_rule => (suggested, false),
        (Verdict::Refuted, Verdict::Proved) => (Class::Score, true),
        (Verdict::Proved, Verdict::Proved) => (suggested.min(Class::Shape), true),
        (Verdict::Refuted, Verdict::NotDecided) => (suggested.max(Class::Score), false),
        (_, Verdict::NotDecided | Verdict::Proved) => (suggested, false),
    };
    let together = Together {
        class: Some(class),
        // A score that changes calls for as much as a grade.
        is_sure: is_decided || by_rule || score == Verdict::Refuted,
    };
    (together, is_decided)
}

/// The old rubric with one change and no other; nothing where that is no rubric that scores, or no
/// change.
pub(super) fn with_alone(old: &Rubric, draft: &Draft) -> Option<Rubric> {
    let edit = draft.edit.as_ref()?;
    let mut model = old.model().clone();
    edit(&mut model);
    let is_other = model != *old.model();
    is_other
        .then(|| Rubric::from_model(with_digest(model)).ok())
        .flatten()
}

/// What one change does to audits, and the class that follows.
pub(super) fn alone(
    with: &Rubric,
    old: &Rubric,
    draft: &Draft,
    mut budget: Budget<'_>,
) -> (Alone, Class) {
    budget.steps = budget.steps.min(STEPS_ALONE);
    budget.together = budget.together.min(STEPS_ALONE.saturating_mul(3));
    let findings = compare_called(WITH_AND_WITHOUT, with, old, budget).findings;
    let same_score = verdict(&findings, &Question::SameScore);
    let same_grade = verdict(&findings, &Question::SameGrade);
    let class = match (same_score, same_grade) {
        (_, Verdict::Refuted) => Class::Grade,
        (Verdict::Refuted, Verdict::Proved) => Class::Score,
        (Verdict::Proved, Verdict::Proved) => Class::Shape,
        (_, Verdict::NotDecided | Verdict::Proved) => draft.class,
    };
    // What says most: another grade, else another score, else why it was not decided.
    let is_refuted = |finding: &&Finding| finding.verdict == Verdict::Refuted;
    let by_grade = findings
        .iter()
        .filter(|finding| finding.question != Question::NeverMoreLenient);
    let mut by_grade: Vec<&Finding> = by_grade.collect();
    by_grade.reverse();
    let shown = by_grade.iter().copied().find(is_refuted);
    let undecided = by_grade
        .iter()
        .copied()
        .find(|finding| finding.verdict == Verdict::NotDecided);
    let told = shown.or(undecided);
    let alone = Alone {
        same_score,
        same_grade,
        story: told.and_then(|finding| finding.story.clone()),
        audits: told
            .map(|finding| finding.audits.clone())
            .unwrap_or_default(),
    };
    (alone, class)
}
