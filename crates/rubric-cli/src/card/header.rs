//! Which audit, by which rubric, and what it comes to.

use rubric_lang::diagnostic::render::one_line;
use rubric_model::Rational;
use rubric_model::audit::{Audit, FactAnswer, Stage};
use rubric_model::outcome::{Judgement, Open, Outcome};
use unicode_width::UnicodeWidthStr;

use super::percent;
use crate::names::{Names, grade};
use crate::page::{Page, column, sentence};

/// Writes the head of the card and the overall result.
pub(super) fn write(page: &mut Page, names: &Names<'_>, audit: &Audit, outcome: &Outcome) {
    let rubric = names.rubric();
    page.rule();
    let reference = page.bold(&one_line(&outcome.reference));
    page.line(&format!(" {reference}"));
    page.paragraph(
        " ",
        " ",
        &format!("{} · version {}", rubric.title, rubric.version),
    );
    page.paragraph(" ", " ", &about(audit));
    let facts: Vec<_> = (audit.facts.iter())
        .map(|(name, value)| fact(names, name, value))
        .collect();
    if !facts.is_empty() {
        page.paragraph(" ", " ", &facts.join(" · "));
    }
    page.rule();
    page.blank();
    result(page, names, outcome);
    if outcome.excluded_share.exact > Rational::from(0) {
        page.blank();
        let share = percent::shown(&outcome.excluded_share);
        page.aside(
            "   ",
            &format!("{share} of the weight was left out of the sum by answers."),
        );
    }
}

/// When the audit was made, in which round, and by whom.
fn about(audit: &Audit) -> String {
    let stage = match audit.stage.unwrap_or_default() {
        Stage::Audit => None,
        Stage::SelfCheck => Some("self-check"),
        Stage::Second => Some("second audit"),
        Stage::Agreed => Some("agreed audit"),
        Stage::ReAudit => Some("re-audit"),
    };
    let mut parts = vec![audit.date.clone()];
    parts.extend(audit.cycle.as_ref().map(|cycle| format!("cycle {cycle}")));
    parts.extend(stage.map(str::to_owned));
    parts.extend((audit.auditor.as_ref()).map(|auditor| format!("auditor {auditor}")));
    parts.join(" · ")
}

/// A fact and its value: `age: 9`, `setting: Special school`, `has health needs: yes`. Its name says
/// shortly what its title asks at length.
fn fact(names: &Names<'_>, name: &str, value: &FactAnswer) -> String {
    let value = match value {
        FactAnswer::YesNo(true) => "yes".to_owned(),
        FactAnswer::YesNo(false) => "no".to_owned(),
        FactAnswer::Number(number) => serde_json::to_string(number).unwrap_or_default(),
        FactAnswer::Option(option) => names.option(name, option).to_owned(),
    };
    format!("{}: {value}", name.replace('-', " "))
}

fn result(page: &mut Page, names: &Names<'_>, outcome: &Outcome) {
    let ladder = names.overall_ladder();
    match &outcome.overall {
        Judgement::Settled(settled) => match (&settled.score, &settled.grade) {
            (None, _) => {
                boxed(page, "NOT SCORED", &[]);
                page.blank();
                let why = "Nothing that was asked in this audit counts towards a score.";
                page.paragraph("   ", "   ", why);
            }
            (Some(score), final_grade) => {
                let name = final_grade
                    .as_deref()
                    .map_or("no grade", |name| grade(ladder, name));
                let mut beside = vec![format!("Score {}", percent::shown(score))];
                match &settled.before_limits {
                    Some(before) if settled.before_limits != settled.grade => {
                        beside.push(format!("{} before limits", grade(ladder, before)));
                    }
                    _ => {}
                }
                boxed(page, &name.to_uppercase(), &beside);
                if !settled.limits.is_empty() {
                    page.heading("Why the grade is held down");
                    for limit in &settled.limits {
                        page.item("▼", &sentence(&limit.because));
                    }
                }
            }
        },
        Judgement::Open(open) => {
            let range = percent::range(&open.lowest, &open.highest);
            let score = range.map_or_else(
                || "No score yet".to_owned(),
                |range| format!("Score {range}"),
            );
            boxed(page, "INCOMPLETE", &[score, possible(names, open)]);
            page.blank();
            let (low, high) = (&open.lowest.grade, &open.highest.grade);
            let mut why = match (low, high) {
                (Some(low), Some(high)) if low == high => format!(
                    "Something is missing, so the score is not settled; the grade is {} whatever is \
                     still to be answered.",
                    grade(names.overall_ladder(), low)
                ),
                _ => {
                    "Something is missing, so there is no grade yet: only the range it may fall in."
                        .to_owned()
                }
            };
            if open.may_be_not_scored {
                why.push_str(" It may also come to count nothing at all.");
            }
            page.paragraph("   ", "   ", &why);
        }
    }
}

/// The grades that an open result may come to.
fn possible(names: &Names<'_>, open: &Open) -> String {
    let ladder = names.overall_ladder();
    match (&open.lowest.grade, &open.highest.grade) {
        (Some(low), Some(high)) if low == high => grade(ladder, low).to_owned(),
        (Some(low), Some(high)) => format!("{} to {}", grade(ladder, low), grade(ladder, high)),
        (Some(one), None) | (None, Some(one)) => grade(ladder, one).to_owned(),
        (None, None) => "No grade yet".to_owned(),
    }
}

/// A box with the result in capitals, and a few lines beside it.
fn boxed(page: &mut Page, result: &str, beside: &[String]) {
    let room = page.width().saturating_sub(12);
    let lines = column(result, result.width().min(room), 0);
    let width = lines
        .iter()
        .map(|line| line.width())
        .max()
        .unwrap_or_default();
    let edge = "━".repeat(width.saturating_add(6));
    let beside_width = beside
        .iter()
        .map(|line| line.width())
        .max()
        .unwrap_or_default();
    let fits = width.saturating_add(beside_width).saturating_add(14) <= page.width();

    page.line(&format!(
        "   ┏{edge}┓{}",
        side(beside, 0, fits && beside.len() > 1)
    ));
    for line in &lines {
        let line = page.bold(line);
        let text = side(
            beside,
            usize::from(beside.len() > 1),
            fits && beside.len() != 2,
        );
        page.line(&format!("   ┃   {line}   ┃{text}"));
    }
    page.line(&format!(
        "   ┗{edge}┛{}",
        side(beside, 1, fits && beside.len() > 1)
    ));
    if !fits {
        for line in beside {
            page.paragraph("   ", "   ", line);
        }
    }
}

fn side(beside: &[String], index: usize, shown: bool) -> String {
    match beside.get(index) {
        Some(text) if shown => format!("   {text}"),
        _ => String::new(),
    }
}
