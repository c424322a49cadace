//! Several audits in a table.

use rubric_lang::diagnostic::render::one_line;
use rubric_model::outcome::{Judgement, Outcome, Status};
use unicode_width::UnicodeWidthStr;

use super::percent;
use crate::names::{Names, grade};
use crate::page::{Page, Style, column, pad, right};

/// An audit as a line of a [`summary`].
#[derive(Clone, Debug)]
pub struct Line {
    reference: String,
    grade: String,
    score: String,
    status: &'static str,
}

impl Line {
    /// The line of an outcome.
    #[must_use]
    pub fn new(names: &Names<'_>, outcome: &Outcome) -> Self {
        let ladder = names.overall_ladder();
        let title = |name: &String| grade(ladder, name).to_owned();
        let (grade, status) = match (&outcome.overall, outcome.status) {
            (Judgement::Settled(settled), Status::Complete) => {
                let limited = settled.before_limits != settled.grade;
                let status = if limited { "held down" } else { "complete" };
                (settled.grade.as_ref().map(title), status)
            }
            (Judgement::Open(open), _) => match (&open.lowest.grade, &open.highest.grade) {
                (Some(low), Some(high)) if low != high => (
                    Some(format!("{} to {}", title(low), title(high))),
                    "incomplete",
                ),
                (low, high) => (low.as_ref().or(high.as_ref()).map(title), "incomplete"),
            },
            (Judgement::Settled(_), _) => (None, "not scored"),
        };
        Self {
            reference: one_line(&outcome.reference),
            grade: one_line(&grade.unwrap_or_else(|| "–".to_owned())),
            score: percent::judged(&outcome.overall).unwrap_or_else(|| "–".to_owned()),
            status,
        }
    }
}

/// The table of several audits.
#[must_use]
pub fn summary(lines: &[Line], style: Style) -> String {
    let mut page = Page::new(style);
    let width = |column: fn(&Line) -> &str, head: &str| {
        let cells = lines.iter().map(|line| column(line).width());
        cells.chain([head.width()]).max().unwrap_or_default()
    };
    let score = width(|line| &line.score, "Score");
    let mut status = width(|line| line.status, "Status");
    let mut grade = width(|line| &line.grade, "Grade");
    let mut reference = width(|line| &line.reference, "Reference");
    // What does not fit beside the others goes on in the next line: first the status, then the
    // grade, then the reference.
    let room = page.width().saturating_sub(score).saturating_sub(7);
    let over = |others: [usize; 3]| others.iter().sum::<usize>().saturating_sub(room);
    for (column, least) in [(0, 10), (1, 12), (2, 9)] {
        let over = over([status, grade, reference]);
        let column = match column {
            0 => &mut status,
            1 => &mut grade,
            _ => &mut reference,
        };
        *column = column.saturating_sub(over).max(least.min(*column));
    }
    page.rule();
    let title = format!(
        " {}  {}  {}  Status",
        pad("Reference", reference),
        pad("Grade", grade),
        right("Score", score)
    );
    let title = page.bold(&title);
    page.line(&title);
    for line in lines {
        let references = column(&line.reference, reference, 0);
        let grades = column(&line.grade, grade, 0);
        let statuses = column(line.status, status, 0);
        let rows = references.len().max(grades.len()).max(statuses.len());
        for row in 0..rows {
            let cell = |cells: &[String], width| pad(cells.get(row).map_or("", |one| one), width);
            let points = if row == 0 { line.score.as_str() } else { "" };
            page.line(&format!(
                " {}  {}  {}  {}",
                cell(&references, reference),
                cell(&grades, grade),
                right(points, score),
                cell(&statuses, status)
            ));
        }
    }
    page.rule();
    page.finish()
}
