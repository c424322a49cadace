//! Where the score was lost, and what went well.

use rubric_model::Rational;
use rubric_model::outcome::{CriterionOutcome, CriterionState, Outcome, Status};
use unicode_width::UnicodeWidthStr;

use super::{answer, comment, criteria};
use crate::names::Names;
use crate::page::{Page, right};

/// How many losses are shown.
const MOST: usize = 5;
/// The most full marks that are named.
const MOST_STRENGTHS: usize = 3;

/// Writes the largest losses, largest first, and the criteria that lost nothing where they are
/// few.
pub(super) fn write(page: &mut Page, names: &Names<'_>, outcome: &Outcome) {
    let criteria = criteria(outcome);
    if outcome.status == Status::Incomplete {
        below_best(page, names, &criteria);
    } else {
        losses(page, names, &criteria);
    }
    strengths(page, names, &criteria);
}

fn losses(page: &mut Page, names: &Names<'_>, criteria: &[&CriterionOutcome]) {
    let zero = Rational::from(0);
    let lost = |criterion: &&&CriterionOutcome| {
        criterion
            .lost
            .as_ref()
            .is_some_and(|lost| lost.exact > zero)
    };
    let mut lost: Vec<_> = criteria.iter().filter(lost).copied().collect();
    if lost.is_empty() {
        return;
    }
    let exact =
        |criterion: &CriterionOutcome| criterion.lost.as_ref().map(|lost| lost.exact.clone());
    lost.sort_by_key(|criterion| std::cmp::Reverse(exact(criterion)));
    page.heading("Where the score was lost, in points of 100");
    let shown = shown(lost.len());
    let width = lost
        .iter()
        .take(shown)
        .map(|criterion| points(criterion).width())
        .max();
    for criterion in lost.iter().take(shown) {
        let points = right(&points(criterion), width.unwrap_or_default());
        entry(page, names, criterion, &points);
    }
    match lost.len().saturating_sub(shown) {
        0 => {}
        more => page.aside("   ", &format!("and {more} smaller losses")),
    }
}

/// How many of so many entries are shown: a line that says that there is one more is no shorter than
/// the one.
fn shown(all: usize) -> usize {
    if all == MOST.saturating_add(1) {
        all
    } else {
        MOST
    }
}

/// The answers so far that are not the best ones, the lowest first: while something is missing it is
/// not known how much of the score each is.
fn below_best(page: &mut Page, names: &Names<'_>, criteria: &[&CriterionOutcome]) {
    let value = |criterion: &CriterionOutcome| {
        let scored = criterion.state == CriterionState::Scored;
        let value = criterion.value.as_ref().filter(|_| scored)?;
        Some(value.exact.clone()).filter(|value| *value < Rational::from(1))
    };
    let mut below: Vec<_> = (criteria.iter())
        .filter_map(|criterion| Some((value(criterion)?, *criterion)))
        .collect();
    if below.is_empty() {
        return;
    }
    below.sort_by(|(left, _), (right, _)| left.cmp(right));
    page.heading("Answers so far that fall short");
    let shown = shown(below.len());
    for (_, criterion) in below.iter().take(shown) {
        entry(page, names, criterion, "▽");
    }
    match below.len().saturating_sub(shown) {
        0 => {}
        more => page.aside("   ", &format!("and {more} more")),
    }
}

/// How much of the overall score a criterion lost, in percentage points.
fn points(criterion: &CriterionOutcome) -> String {
    criterion
        .lost
        .as_ref()
        .map(|lost| format!("−{}", lost.percent))
        .unwrap_or_default()
}

/// A question, how it was answered and what stands beside the answer.
fn entry(page: &mut Page, names: &Names<'_>, criterion: &CriterionOutcome, mark: &str) {
    let first = format!("   {mark}  ");
    let indent = " ".repeat(first.width());
    page.paragraph(&first, &indent, names.question(&criterion.name));
    let mut about = vec![answer::given(names, criterion)];
    about.extend(
        names
            .is_essential(&criterion.name)
            .then(|| "essential".to_owned()),
    );
    let section = names.section_of(&criterion.name);
    about.extend(section.map(|section| format!("section {section}")));
    let owner = criterion.owner.as_deref();
    about.extend(owner.map(|owner| format!("owner: {}", names.owner(owner))));
    about.retain(|part| !part.is_empty());
    page.aside(&indent, &about.join(" · "));
    if let Some(cause) = &criterion.cause {
        page.aside(&indent, &format!("Why: {}", names.cause(cause)));
    }
    comment(page, &indent, criterion);
}

fn strengths(page: &mut Page, names: &Names<'_>, criteria: &[&CriterionOutcome]) {
    let one = Rational::from(1);
    let scored = criteria
        .iter()
        .filter(|criterion| criterion.state == CriterionState::Scored);
    let full = |criterion: &&&&CriterionOutcome| {
        criterion
            .value
            .as_ref()
            .is_some_and(|value| value.exact == one)
    };
    let scored: Vec<_> = scored.collect();
    let full: Vec<_> = scored.iter().filter(full).collect();
    if full.is_empty() {
        return;
    }
    page.heading("What went well");
    if full.len() <= MOST_STRENGTHS {
        for criterion in full {
            page.item("✓", names.question(&criterion.name));
        }
    } else {
        let (full, all) = (full.len(), scored.len());
        page.item(
            "✓",
            &format!("{full} of {all} scored answers lost nothing."),
        );
    }
}
