//! Each section's bar, score and grade.

use rubric_model::outcome::{CriterionState, Judgement, Outcome, SectionOutcome, Status};
use rubric_model::rubric::Ladder;
use unicode_width::UnicodeWidthStr;

use super::percent;
use crate::names::{Names, grade};
use crate::page::{Page, column, pad, right, sentence};

/// How wide bars are, in columns.
const BAR: usize = 12;
/// The most columns of a grade's title.
const GRADE: usize = 20;

/// Writes the sections, nested ones indented.
pub(super) fn write(page: &mut Page, names: &Names<'_>, outcome: &Outcome) {
    let mut rows = Vec::new();
    collect(names, &outcome.sections, 0, &mut rows);
    if rows.is_empty() {
        return;
    }
    let parts = rows.iter().any(|row| !row.part.is_empty());
    page.heading(if parts {
        "Sections: score, grade, and part of the overall score"
    } else {
        "Sections"
    });
    let widest = |text: fn(&Row) -> &str| rows.iter().map(|row| text(row).width()).max();
    let score_width = widest(|row| &row.score).unwrap_or_default();
    let grade_width = widest(|row| &row.grade).unwrap_or_default().min(GRADE);
    let part_width = widest(|row| &row.part).unwrap_or_default();
    let taken = BAR
        .saturating_add(score_width)
        .saturating_add(grade_width)
        .saturating_add(part_width)
        .saturating_add(if parts { 11 } else { 9 });
    let title_width = page.width().saturating_sub(taken);
    for row in &rows {
        row.write(page, title_width, score_width, grade_width, part_width);
    }
}

/// A line of the table.
struct Row {
    depth: usize,
    title: String,
    bar: String,
    score: String,
    grade: String,
    /// Its part of the overall score; empty where nothing in it counts.
    part: String,
    /// Why its grade is held down.
    notes: Vec<String>,
}

impl Row {
    /// How far the other lines of its title are indented: to where the title itself begins.
    fn hang(&self) -> usize {
        let name = self.title.split_once(" · ").map(|(name, _)| name.width());
        name.filter(|name| *name <= 3)
            .map_or(2, |name| name.saturating_add(3))
    }

    fn write(
        &self,
        page: &mut Page,
        title_width: usize,
        score_width: usize,
        grade_width: usize,
        part_width: usize,
    ) {
        let indent = "  ".repeat(self.depth.min(6));
        let titles = column(
            &self.title,
            title_width.saturating_sub(indent.len()),
            self.hang(),
        );
        let grades = column(&self.grade, grade_width, 0);
        for number in 0..titles.len().max(grades.len()).max(1) {
            let title = titles.get(number).map(|title| format!("{indent}{title}"));
            let title = pad(&title.unwrap_or_default(), title_width);
            let grade = grades.get(number).map(String::as_str).unwrap_or_default();
            let (bar, score, part) = match number {
                0 => (
                    self.bar.clone(),
                    right(&self.score, score_width),
                    right(&self.part, part_width),
                ),
                _ => (" ".repeat(BAR), " ".repeat(score_width), String::new()),
            };
            let grade = pad(grade, grade_width);
            page.line(&format!("   {title}  {bar}  {score}  {grade}  {part}"));
        }
        for note in &self.notes {
            let indent = " ".repeat(indent.len().saturating_add(self.hang()));
            page.paragraph(&format!("   {indent}▼ "), &format!("   {indent}  "), note);
        }
    }
}

fn collect(names: &Names<'_>, sections: &[SectionOutcome], depth: usize, rows: &mut Vec<Row>) {
    for section in sections {
        let ladder = names.section_ladder(&section.name);
        rows.push(Row {
            depth,
            title: names.section(&section.name),
            bar: percent::bar(&section.judgement, BAR),
            score: percent::judged(&section.judgement).unwrap_or_else(|| "–".to_owned()),
            grade: grade_of(ladder, section),
            part: section
                .share
                .as_ref()
                .map(percent::shown)
                .unwrap_or_default(),
            notes: notes(ladder, section),
        });
        collect(names, &section.sections, depth.saturating_add(1), rows);
    }
}

fn grade_of(ladder: Option<&Ladder>, section: &SectionOutcome) -> String {
    match (section.status, &section.judgement) {
        (Status::NotScored, _) if does_not_apply(section) => "does not apply".to_owned(),
        (Status::NotScored, _) => "not scored".to_owned(),
        (_, Judgement::Settled(settled)) => settled
            .grade
            .as_deref()
            .map(|name| grade(ladder, name).to_owned())
            .unwrap_or_default(),
        (_, Judgement::Open(open)) => match (&open.lowest.grade, &open.highest.grade) {
            (Some(low), Some(high)) if low != high => {
                format!("{} to {}", grade(ladder, low), grade(ladder, high))
            }
            (Some(one), _) | (None, Some(one)) => grade(ladder, one).to_owned(),
            (None, None) => "incomplete".to_owned(),
        },
    }
}

/// Whether nothing in a section applies to the case.
fn does_not_apply(section: &SectionOutcome) -> bool {
    let away = |state| state == CriterionState::NotApplicable;
    section
        .criteria
        .iter()
        .all(|criterion| away(criterion.state))
        && section.sections.iter().all(does_not_apply)
}

fn notes(ladder: Option<&Ladder>, section: &SectionOutcome) -> Vec<String> {
    let Judgement::Settled(settled) = &section.judgement else {
        return Vec::new();
    };
    let before = settled
        .before_limits
        .as_deref()
        .map(|name| grade(ladder, name));
    let note = |because: &str| match before {
        Some(before) => format!("held down from {before}: {because}"),
        None => because.to_owned(),
    };
    settled
        .limits
        .iter()
        .map(|limit| note(&sentence(&limit.because)))
        .collect()
}
