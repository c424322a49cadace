//! What would reach the next grade.

use rubric_model::outcome::{Judgement, NextStep, NoticeKind, Outcome};

use super::{answer, criteria};
use crate::names::{Names, grade};
use crate::page::Page;

/// How many ways up are shown.
const MOST: usize = 6;

/// Writes the single answers, or the answers together, that would reach a better grade.
pub(super) fn write(page: &mut Page, names: &Names<'_>, outcome: &Outcome) {
    none(page, names, outcome);
    let mut rest = outcome.next.as_slice();
    while let [first, ..] = rest {
        let same = rest
            .iter()
            .take_while(|step| step.grade == first.grade)
            .count();
        let (steps, others) = rest.split_at(same.max(1));
        rest = others;
        let title = grade(names.overall_ladder(), &first.grade);
        page.heading(&match steps {
            [step] if step.answers.len() > 1 => format!(
                "No single answer would reach {title}; these {} together would",
                step.answers.len()
            ),
            [_] => format!("To reach {title}, this answer would do"),
            _ => format!("To reach {title}, any one of these would do"),
        });
        for step in steps.iter().take(MOST) {
            write_step(page, names, outcome, step);
        }
        match steps.len().saturating_sub(MOST) {
            0 => {}
            more => page.aside("   ", &format!("and {more} other ways")),
        }
    }
}

/// Says that no better answers are enough, where that is certain.
fn none(page: &mut Page, names: &Names<'_>, outcome: &Outcome) {
    let Judgement::Settled(settled) = &outcome.overall else {
        return;
    };
    let cut_short =
        (outcome.notices.iter()).any(|notice| notice.kind == NoticeKind::AnswersNotTried);
    let ladder = names.overall_ladder();
    let better = settled.grade.as_ref().and_then(|now| {
        let grades = &ladder?.grades;
        let place = grades.iter().position(|grade| grade.name == *now)?;
        grades.get(place.checked_sub(1)?)
    });
    if let Some(better) = better
        && outcome.next.is_empty()
        && !cut_short
    {
        page.heading(&format!(
            "Not even the best answers to everything that counts would reach {}.",
            better.title
        ));
    }
}

fn write_step(page: &mut Page, names: &Names<'_>, outcome: &Outcome, step: &NextStep) {
    let criteria = criteria(outcome);
    let asked = criteria.iter().map(|one| &one.name);
    let answers = asked.filter_map(|name| Some((name, step.answers.get(name)?)));
    for (number, (criterion, answer)) in answers.enumerate() {
        let mark = if number == 0 { "↑" } else { "+" };
        let question = names.question(criterion);
        let now = criteria.iter().find(|known| known.name == *criterion);
        let now = now.and_then(|known| known.answer.as_ref());
        let answer = answer::to_give(names, criterion, answer, now);
        page.item(mark, &format!("{question} → {answer}"));
    }
}
