//! The paper as Markdown, for a board or a pull request.

use rubric_lang::diagnostic::render::one_line;
use rubric_model::assurance::Verdict;

use super::paper::Part;

/// The whole text.
pub fn markdown(parts: &[Part]) -> String {
    let mut text = String::new();
    let mut before: Option<&Part> = None;
    for part in parts {
        let joins = matches!(
            (before, part),
            (None, _)
                | (Some(Part::Item(_)), Part::Item(_))
                | (
                    Some(Part::Change { .. } | Part::Element(..)),
                    Part::Change { .. }
                )
                | (Some(Part::Change { .. }), Part::Element(..))
                | (Some(Part::Finding { .. }), Part::Finding { .. })
        );
        if !joins {
            text.push('\n');
        }
        text.push_str(&written(part));
        before = Some(part);
    }
    text
}

fn written(part: &Part) -> String {
    match part {
        Part::Head([old, new]) => {
            let version = |[title, name, digest]: &[String; 3]| {
                format!("{}, `{name}` (`{digest}`)", escaped(title))
            };
            let [_, was, _] = old;
            let [_, is, _] = new;
            format!(
                "# What changed from {was} to {is}\n\n| | |\n| --- | --- |\n| before | {} |\n| after \
                 | {} |\n",
                version(old),
                version(new)
            )
        }
        Part::Heading(heading) => format!("## {heading}\n"),
        Part::Paragraph(text) => format!("{}\n", escaped(text)),
        Part::Verdict(text) => format!("**{}**\n", escaped(text)),
        Part::Item(text) => format!("- {}\n", escaped(text)),
        Part::Element(name, title) => format!("- `{name}`: {}\n", escaped(title)),
        Part::Change {
            class,
            message,
            rule,
            more,
        } => {
            let more: String = more
                .iter()
                .map(|text| format!(" {}", escaped(text)))
                .collect();
            format!("  - **{class}** {} (`{rule}`){more}\n", escaped(message))
        }
        Part::Finding {
            verdict,
            claim,
            story,
        } => {
            let word = match verdict {
                Verdict::Proved => "proved",
                Verdict::Refuted => "refuted",
                Verdict::NotDecided => "not decided",
            };
            let story = story.as_ref().map(|story| format!(" {}", escaped(story)));
            format!(
                "- **{word}** {}{}\n",
                escaped(claim),
                story.unwrap_or_default()
            )
        }
        Part::Table(rows) => {
            let row = |cells: &[String]| {
                let cells: Vec<String> = cells.iter().map(|cell| escaped(cell)).collect();
                format!("| {} |\n", cells.join(" | "))
            };
            let mut rows = rows.iter();
            let head = rows.next().map(|head| {
                let rule = vec!["---"; head.len()].join(" | ");
                format!("{}| {rule} |\n", row(head))
            });
            head.into_iter()
                .chain(rows.map(|cells| row(cells)))
                .collect()
        }
    }
}

/// A text on one line, in which nothing but our own backticks marks anything up.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in one_line(text).chars() {
        if r"\|<>*_[]".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}
