//! What an incomplete audit still lacks.

use rubric_model::outcome::{Notice, NoticeKind, Outcome};

use crate::names::Names;
use crate::page::Page;

/// How many missing things are listed.
const MOST: usize = 20;

/// Writes the questions and facts without an answer, and which answers can still decide the grade.
pub(super) fn write(page: &mut Page, names: &Names<'_>, outcome: &Outcome) {
    let mut missing = Vec::new();
    for notice in &outcome.notices {
        match (notice.kind, notice.name.as_deref()) {
            (NoticeKind::FactMissing, Some(fact)) => {
                missing.push(format!("{} (about the case)", names.fact(fact)));
            }
            (NoticeKind::AnswerMissing, Some(criterion)) => {
                let question = names.question(criterion);
                missing.push(match names.section_of(criterion) {
                    Some(section) => format!("{question} (section {section})"),
                    None => question.to_owned(),
                });
            }
            _ => {}
        }
    }
    if missing.is_empty() {
        return;
    }
    page.heading("Still to be answered");
    list(page, "?", &missing);
    deciding(page, names, outcome);
}

/// Writes which of the questions can still decide the grade.
fn deciding(page: &mut Page, names: &Names<'_>, outcome: &Outcome) {
    let open = |notice: &&Notice| notice.kind == NoticeKind::AnswerMissing;
    let open = outcome.notices.iter().filter(open).count();
    let mut notices = outcome.notices.iter();
    let uncertain = notices.any(|notice| notice.kind == NoticeKind::DecidingNotTried);
    let can = if uncertain { "may" } else { "can" };
    match outcome.can_decide.len() {
        0 => {}
        1 if open == 1 => page.aside("   ", &format!("This answer {can} still decide the grade.")),
        all if all == open => {
            let all = format!("Each of these answers {can} still decide the grade.");
            page.aside("   ", &all);
        }
        _ => {
            page.heading(&format!("These answers {can} still decide the grade"));
            let can_decide = outcome.can_decide.iter();
            let questions: Vec<String> = can_decide
                .map(|criterion| names.question(criterion).to_owned())
                .collect();
            list(page, "→", &questions);
        }
    }
}

fn list(page: &mut Page, mark: &str, questions: &[String]) {
    for question in questions.iter().take(MOST) {
        page.item(mark, question);
    }
    match questions.len().saturating_sub(MOST) {
        0 => {}
        more => page.aside("   ", &format!("and {more} more")),
    }
}
