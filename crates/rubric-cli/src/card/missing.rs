//! What an incomplete audit still lacks.

use rubric_model::outcome::{NoticeKind, Outcome};

use crate::names::Names;
use crate::page::Page;

/// How many missing things are listed.
const MOST: usize = 20;

/// Writes the questions and facts without an answer.
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
    for question in missing.iter().take(MOST) {
        page.item("?", question);
    }
    match missing.len().saturating_sub(MOST) {
        0 => {}
        more => page.aside("   ", &format!("and {more} more")),
    }
}
