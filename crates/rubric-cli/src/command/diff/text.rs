//! The paper on a terminal.

use rubric_lang::diagnostic::render::one_line;
use rubric_model::assurance::Verdict;
use unicode_width::UnicodeWidthStr;

use super::paper::Part;
use crate::page::{Page, Style, pad};

/// How wide the word for a class is, in columns.
const CLASS: usize = 5;
/// How wide the word for a verdict is, in columns.
const WORD: usize = 11;

/// The whole page.
pub fn text(parts: &[Part], style: Style) -> String {
    let mut page = Page::new(style);
    let mut before: Option<&Part> = None;
    for part in parts {
        write(&mut page, part, before);
        before = Some(part);
    }
    page.finish()
}

fn write(page: &mut Page, part: &Part, before: Option<&Part>) {
    match part {
        Part::Head(versions) => head(page, versions),
        Part::Heading(heading) => page.heading(heading),
        Part::Paragraph(text) | Part::Verdict(text) => {
            if !matches!(before, Some(Part::Heading(_))) {
                page.blank();
            }
            page.paragraph("   ", "   ", text);
        }
        Part::Item(text) => page.item("·", text),
        Part::Element(name, title) => {
            if !matches!(before, Some(Part::Heading(_))) {
                page.blank();
            }
            page.paragraph("   ", "     ", &format!("{name} · {title}"));
        }
        Part::Change {
            class,
            message,
            rule,
            more,
        } => {
            let label = pad(class, CLASS);
            let label = match *class {
                "grade" | "score" => page.bold(&label),
                _ => label,
            };
            let indent = " ".repeat(CLASS.saturating_add(7));
            page.paragraph(
                &format!("     {label}  "),
                &indent,
                &format!("{message} [{rule}]"),
            );
            for text in more {
                page.aside(&indent, text);
            }
        }
        Part::Finding {
            verdict,
            claim,
            story,
        } => finding(page, *verdict, claim, story.as_deref()),
        Part::Table(rows) => table(page, rows),
    }
}

fn head(page: &mut Page, versions: &[[String; 3]; 2]) {
    page.rule();
    let title = page.bold("What changed");
    page.line(&format!(" {title}"));
    for (place, lines) in versions.iter().enumerate() {
        if place > 0 {
            page.line(" is now");
        }
        for line in lines {
            page.paragraph(" ", " ", line);
        }
    }
    page.rule();
}

fn finding(page: &mut Page, verdict: Verdict, claim: &str, story: Option<&str>) {
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
    let indent = " ".repeat(WORD.saturating_add(7));
    page.paragraph(&format!("   {label}  "), &indent, claim);
    if let Some(story) = story {
        page.paragraph(&indent, &indent, story);
    }
}

/// Columns side by side, as wide as their widest cell.
fn table(page: &mut Page, rows: &[Vec<String>]) {
    let cells = |row: &[String]| -> Vec<String> { row.iter().map(|cell| one_line(cell)).collect() };
    let rows: Vec<Vec<String>> = rows.iter().map(|row| cells(row)).collect();
    let width = |column: usize| {
        let widths = rows.iter().filter_map(|row| row.get(column));
        widths.map(|cell| cell.width()).max().unwrap_or(0)
    };
    page.blank();
    for (place, row) in rows.iter().enumerate() {
        let cells = row.iter().enumerate();
        let cells: Vec<String> = cells
            .map(|(column, cell)| pad(cell, width(column)))
            .collect();
        let line = cells.join("  ");
        let line = if place == 0 {
            page.dim(line.trim_end())
        } else {
            line
        };
        page.line(&format!("     {line}"));
    }
}
