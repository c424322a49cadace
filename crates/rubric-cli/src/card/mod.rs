//! The card: what an audit comes to, as an auditor reads it on a terminal.
//!
//! It is understood without colour and at 80 columns, and says for each figure where it comes
//! from: the score's place on the ladder, each section, what lowered the grade, where the score
//! was lost, and what would reach the next grade.

mod answer;
mod excluded;
mod header;
mod ladder;
mod losses;
mod missing;
mod next;
mod percent;
mod sections;
mod summary;
#[cfg(test)]
mod tests;

pub use summary::{Line, summary};

use crate::names::Names;
use crate::page::{Page, Style, sentence};
use rubric_model::audit::Audit;
use rubric_model::outcome::{CriterionOutcome, Notice, NoticeKind, Outcome, SectionOutcome};

/// The card of one audit and its outcome.
#[must_use]
pub fn card(names: &Names<'_>, audit: &Audit, outcome: &Outcome, style: Style) -> String {
    let mut page = Page::new(style);
    header::write(&mut page, names, audit, outcome);
    ladder::write(&mut page, names, outcome);
    sections::write(&mut page, names, outcome);
    missing::write(&mut page, names, outcome);
    losses::write(&mut page, names, outcome);
    excluded::write(&mut page, names, outcome);
    next::write(&mut page, names, outcome);
    notices(&mut page, names, outcome);
    page.finish()
}

/// The criteria at any depth, in reading order.
fn criteria(outcome: &Outcome) -> Vec<&CriterionOutcome> {
    fn collect<'o>(sections: &'o [SectionOutcome], criteria: &mut Vec<&'o CriterionOutcome>) {
        for section in sections {
            criteria.extend(&section.criteria);
            collect(&section.sections, criteria);
        }
    }
    let mut criteria = Vec::new();
    collect(&outcome.sections, &mut criteria);
    criteria
}

/// The auditor's remark, where there is one: in quotes, unless it begins or ends with its own.
fn comment(page: &mut Page, indent: &str, criterion: &CriterionOutcome) {
    let comment = criterion.comment.as_deref().map(str::trim);
    if let Some(comment) = comment.filter(|text| !text.is_empty()) {
        let is_quote = |letter: char| "\"“”„«»".contains(letter);
        if comment.starts_with(is_quote) || comment.ends_with(is_quote) {
            page.paragraph(indent, indent, comment);
            return;
        }
        let (first, rest) = (format!("{indent}“"), format!("{indent} "));
        page.paragraph(&first, &rest, &format!("{comment}”"));
    }
}

/// What a reader should know besides; what is missing has been said already.
fn notices(page: &mut Page, names: &Names<'_>, outcome: &Outcome) {
    let said = |kind| matches!(kind, NoticeKind::AnswerMissing | NoticeKind::FactMissing);
    let mut notices = outcome
        .notices
        .iter()
        .filter(|notice| !said(notice.kind))
        .peekable();
    if notices.peek().is_some() {
        page.heading("Notices");
        for notice in notices {
            page.item("!", &sentence(&in_words(names, notice)));
        }
    }
}

/// A notice with questions in place of names.
fn in_words(names: &Names<'_>, notice: &Notice) -> String {
    match (notice.kind, &notice.name) {
        (NoticeKind::AnswerNotApplicable, Some(name)) => format!(
            "“{}” does not apply to this case: its answer was not counted",
            names.question(name)
        ),
        _ => notice.message.clone(),
    }
}
