//! Findings in groups, each with the word for what was found.

use std::path::Path;

use rubric_model::assurance::{Finding, Question, Verdict};
use rubric_model::rubric::Rubric;

use super::audits::file_names;
use crate::page::{Page, pad, sentence};

/// How wide the word for a verdict is, in columns.
const WORD: usize = 11;

/// Where findings and the audits that show them come from.
pub struct Places<'a> {
    /// Says where its parts are declared.
    pub rubric: &'a Rubric,
    /// The folder that audits have been written into.
    pub audits: Option<&'a Path>,
}

/// Writes the findings, which are in the order of their questions.
pub fn write(page: &mut Page, findings: &[Finding], places: &Places<'_>) {
    let same = |one: &Finding, next: &Finding| heading(&one.question) == heading(&next.question);
    for group in findings.chunk_by(same) {
        if let Some(first) = group.first() {
            page.heading(heading(&first.question));
            write_group(page, &first.question, group, places);
        }
    }
}

fn heading(question: &Question) -> &'static str {
    match question {
        Question::Guarantee { .. } => "What is promised",
        Question::OverallGrade { .. } | Question::SectionGrade { .. } => {
            "The grades, and whether each can be reached"
        }
        Question::RungsDoNotCross { .. } => "The grades by rule, and whether their rules agree",
        Question::LimitBites { .. } => "The limits, and whether each can hold a grade down",
        Question::BetterAnswer { .. } => "Better answers, and whether they are safe to give",
        Question::CriterionMatters { .. } => "The criteria that count, and whether each can matter",
        Question::SameScore | Question::SameGrade | Question::NeverMoreLenient => {
            "The two standards side by side"
        }
    }
}

/// Writes a group. Where there is a sentence for many that are proved, they get it in place of one
/// each, after all others.
fn write_group(page: &mut Page, question: &Question, group: &[Finding], places: &Places<'_>) {
    let (proved, others): (Vec<_>, Vec<_>) = group
        .iter()
        .partition(|finding| finding.verdict == Verdict::Proved);
    let many = if others.is_empty() {
        proved.len().to_string()
    } else {
        format!("other {}", proved.len())
    };
    match of_many(question, &many).filter(|_| proved.len() > 1) {
        Some(claim) => {
            for finding in others {
                write_finding(page, finding, places);
            }
            marked(page, Verdict::Proved, &claim);
        }
        None => {
            for finding in group {
                write_finding(page, finding, places);
            }
        }
    }
}

/// What is claimed of many in one sentence, where that says as much as one for each.
fn of_many(question: &Question, many: &str) -> Option<String> {
    match question {
        Question::BetterAnswer { .. } => Some(format!(
            "A better answer to any of the {many} criteria, all else as it is, lowers no grade."
        )),
        Question::LimitBites { .. } => Some(format!(
            "Each of the {many} limits lowers a grade in some audit."
        )),
        Question::CriterionMatters { .. } => Some(format!(
            "Each of the {many} criteria that count can change the overall grade."
        )),
        _ => None,
    }
}

fn write_finding(page: &mut Page, finding: &Finding, places: &Places<'_>) {
    marked(page, finding.verdict, &sentence(&finding.claim));
    // Of what is proved, the letter gives the assurance, and the audits that show it are for asking.
    if finding.verdict == Verdict::Proved {
        return;
    }
    let indent = indent();
    if let Some(story) = &finding.story {
        page.paragraph(&indent, &indent, &sentence(story));
    }
    if let Some(place) = declared(places.rubric, &finding.question) {
        page.aside(&indent, &place);
    }
    if let Some(folder) = places.audits {
        for name in file_names(finding) {
            page.aside(&indent, &format!("Audit: {}", folder.join(name).display()));
        }
    }
}

/// Writes a claim after the mark and the word for what was found.
fn marked(page: &mut Page, verdict: Verdict, claim: &str) {
    let (mark, word) = match verdict {
        Verdict::Proved => ("✓", "proved"),
        Verdict::Refuted => ("✗", "refuted"),
        Verdict::NotDecided => ("?", "not decided"),
    };
    let label = format!("{mark} {}", pad(word, WORD));
    let label = match verdict {
        Verdict::Proved => label,
        Verdict::Refuted | Verdict::NotDecided => page.bold(&label),
    };
    page.paragraph(&format!("   {label}  "), &indent(), claim);
}

/// As wide as what stands before a claim.
fn indent() -> String {
    " ".repeat(WORD.saturating_add(7))
}

/// Where the element that a question is about is declared.
fn declared(rubric: &Rubric, question: &Question) -> Option<String> {
    let element = match question {
        Question::Guarantee { name } => format!("guarantee {name}"),
        Question::OverallGrade { .. } => format!("grades {}", rubric.overall.ladder),
        Question::SectionGrade { ladder, .. } | Question::RungsDoNotCross { ladder, .. } => {
            format!("grades {ladder}")
        }
        Question::LimitBites { name } => format!("limit {name}"),
        Question::BetterAnswer { criterion } | Question::CriterionMatters { criterion } => {
            criterion.clone()
        }
        Question::SameScore | Question::SameGrade | Question::NeverMoreLenient => return None,
    };
    let origin = rubric.provenance.elements.get(&element)?;
    Some(format!("Declared in {}, line {}", origin.file, origin.line))
}
