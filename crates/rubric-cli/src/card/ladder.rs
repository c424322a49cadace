//! The whole ladder, with the result's place on it.

use rubric_model::outcome::{Judgement, Outcome};
use rubric_model::rubric::Ladder;
use unicode_width::UnicodeWidthStr;

use super::percent;
use crate::names::Names;
use crate::page::{Page, column, pad, sentence};

/// The mark of the grade that holds.
const ACTIVE: &str = "▶";

/// Writes the ladder of the overall grade, best rung first.
pub(super) fn write(page: &mut Page, names: &Names<'_>, outcome: &Outcome) {
    let Some(ladder) = names.overall_ladder() else {
        return;
    };
    page.heading(&ladder.title);
    let widest = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or_default();
    let rungs: Vec<Rung> = (0..ladder.grades.len())
        .map(|rung| Rung::new(ladder, rung, &outcome.overall))
        .collect();
    let rules = widest(&mut rungs.iter().map(|rung| rung.rule.width()));
    let remarks = widest(&mut rungs.iter().map(|rung| rung.remark.width()));
    let room = page
        .width()
        .saturating_sub(rules)
        .saturating_sub(remarks)
        .saturating_sub(12);
    let titles = widest(&mut ladder.grades.iter().map(|grade| grade.title.width())).min(room);
    for (rung, grade) in rungs.iter().zip(&ladder.grades) {
        rung.write(page, &grade.title, titles, rules);
    }
    held_back(page, ladder, outcome);
}

/// The limits that would keep the grade from a better one, whatever the score.
fn held_back(page: &mut Page, ladder: &Ladder, outcome: &Outcome) {
    let (now, settled) = match &outcome.overall {
        Judgement::Settled(settled) => (&settled.grade, true),
        Judgement::Open(open) => (&open.highest.grade, false),
    };
    let now = (ladder.grades.iter()).position(|grade| Some(&grade.name) == now.as_ref());
    let next = now.and_then(|now| ladder.grades.get(now.checked_sub(1)?));
    let Some(next) = next.filter(|_| !outcome.held_back.is_empty()) else {
        return;
    };
    let even = match (&next.from, settled) {
        (_, false) => "Whatever is still to be answered, this cannot be".to_owned(),
        (Some(from), true) => format!("Even at {} this could not be", percent::stated(from)),
        (None, true) => "As it stands this could not be".to_owned(),
    };
    page.blank();
    if let [limit] = outcome.held_back.as_slice() {
        let text = format!("{even} {}: {}", next.title, sentence(&limit.because));
        page.paragraph("   ", "   ", &text);
        return;
    }
    page.paragraph("   ", "   ", &format!("{even} {}:", next.title));
    for limit in &outcome.held_back {
        page.item("▼", &sentence(&limit.because));
    }
}

/// A rung as it is shown.
struct Rung {
    mark: &'static str,
    rule: String,
    remark: String,
}

impl Rung {
    fn new(ladder: &Ladder, rung: usize, overall: &Judgement) -> Self {
        let (mark, remark) = place(ladder, rung, overall);
        Self {
            mark,
            rule: rule(ladder, rung),
            remark,
        }
    }

    fn write(&self, page: &mut Page, title: &str, titles: usize, rules: usize) {
        let Self { mark, remark, .. } = self;
        let rule = pad(&self.rule, rules);
        for (number, title) in column(title, titles, 0).iter().enumerate() {
            let title = if *mark == ACTIVE {
                page.bold(title)
            } else {
                title.clone()
            };
            match number {
                0 => page.line(&format!("   {mark} {title}   {rule}   {remark}")),
                _ => page.line(&format!("     {title}")),
            }
        }
    }
}

/// What earns a rung, in words.
fn rule(ladder: &Ladder, rung: usize) -> String {
    let from = |rung: usize| {
        ladder
            .grades
            .get(rung)
            .and_then(|grade| grade.from.as_ref())
    };
    let above = rung.checked_sub(1).and_then(from);
    match (from(rung), above, ladder.grades.get(rung)) {
        (Some(here), None, _) => format!("{} and above", percent::stated(here)),
        (Some(here), Some(above), _) => {
            format!(
                "{} to below {}",
                percent::stated(here),
                percent::stated(above)
            )
        }
        (None, Some(above), _) => format!("below {}", percent::stated(above)),
        (None, None, Some(grade)) if grade.when.is_some() => "by rule".to_owned(),
        (None, None, _) => "otherwise".to_owned(),
    }
}

/// The mark before a rung and the remark after it.
fn place(ladder: &Ladder, rung: usize, overall: &Judgement) -> (&'static str, String) {
    match overall {
        Judgement::Settled(settled) => {
            // A score has no place on a ladder by rule.
            let by_score = ladder.grades.iter().any(|grade| grade.from.is_some());
            let score = (settled.score.as_ref().filter(|_| by_score))
                .map(|score| format!(" {}", percent::shown(score)))
                .unwrap_or_default();
            let here = ladder.grades.get(rung).map(|grade| &grade.name);
            let is = |name: &Option<String>| here.is_some() && name.as_ref() == here;
            let limited = settled.before_limits != settled.grade;
            match (is(&settled.grade), is(&settled.before_limits)) {
                (true, _) if limited => (ACTIVE, "◀ the grade after limits".to_owned()),
                (true, _) => (ACTIVE, format!("◀{score}")),
                (false, true) => ("▷", format!("◁{score} before limits")),
                (false, false) => (" ", String::new()),
            }
        }
        Judgement::Open(open) => {
            let position = |name: &Option<String>| {
                ladder
                    .grades
                    .iter()
                    .position(|grade| name.as_ref() == Some(&grade.name))
            };
            let best = position(&open.highest.grade);
            let worst = position(&open.lowest.grade);
            match (best.or(worst), worst.or(best)) {
                (Some(best), Some(worst)) if best == worst && best == rung => {
                    (ACTIVE, "◀ certain".to_owned())
                }
                (Some(best), Some(worst)) if (best..=worst).contains(&rung) => {
                    ("▷", "◁ still possible".to_owned())
                }
                _ => (" ", String::new()),
            }
        }
    }
}
