//! Markdown as readable text.

use textwrap::Options;

/// The text of a page of Markdown, at most so many columns wide: headings, paragraphs, lists,
/// quotations and blocks of code. Tables and the like are left as they are.
#[must_use]
pub fn text(markdown: &str, width: usize, colour: bool) -> String {
    let mut page = Page {
        text: String::new(),
        width: width.clamp(40, 100),
        colour,
    };
    let mut paragraph = Paragraph::default();
    let mut fence: Option<&str> = None;
    for line in markdown.lines() {
        let trimmed = line.trim();
        if let Some(mark) = fence {
            if trimmed.starts_with(mark) {
                fence = None;
            } else {
                page.line(&format!("    {line}"));
            }
        } else if let Some(mark) = ["```", "~~~"]
            .into_iter()
            .find(|mark| trimmed.starts_with(mark))
        {
            page.paragraph(&mut paragraph);
            page.gap();
            fence = Some(mark);
        } else if trimmed.is_empty() {
            page.paragraph(&mut paragraph);
            page.gap();
        } else if let Some(heading) = heading(trimmed) {
            page.paragraph(&mut paragraph);
            page.heading(heading);
        } else if trimmed.starts_with('|') {
            page.paragraph(&mut paragraph);
            page.line(line);
        } else {
            if item(trimmed).is_some() {
                page.paragraph(&mut paragraph);
            }
            paragraph.add(line, trimmed);
        }
    }
    page.paragraph(&mut paragraph);
    page.text.truncate(page.text.trim_end().len());
    page.text.push('\n');
    page.text
}

/// Lines that belong together.
#[derive(Default)]
struct Paragraph {
    indent: String,
    mark: String,
    text: String,
}

impl Paragraph {
    fn add(&mut self, line: &str, trimmed: &str) {
        let (mark, rest) = match item(trimmed) {
            Some((mark, rest)) => (mark, rest),
            None => ("", trimmed.strip_prefix("> ").unwrap_or(trimmed)),
        };
        if self.text.is_empty() {
            self.indent = line
                .chars()
                .take_while(|letter| letter.is_whitespace())
                .collect();
            self.mark = mark.to_owned();
        } else {
            self.text.push(' ');
        }
        self.text.push_str(rest);
    }
}

struct Page {
    text: String,
    width: usize,
    colour: bool,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// An empty line, never two.
    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn heading(&mut self, text: &str) {
        self.gap();
        let text = inline(text);
        if self.colour {
            self.line(&format!("\u{1b}[1m{text}\u{1b}[0m"));
        } else {
            self.line(&text);
        }
        self.gap();
    }

    fn paragraph(&mut self, paragraph: &mut Paragraph) {
        let Paragraph { indent, mark, text } = std::mem::take(paragraph);
        if text.is_empty() {
            return;
        }
        let mark = if mark.is_empty() { mark } else { mark + " " };
        let first = format!("{indent}{mark}");
        let rest = " ".repeat(first.chars().count());
        let options = Options::new(self.width)
            .initial_indent(&first)
            .subsequent_indent(&rest);
        for line in textwrap::wrap(&inline(&text), options) {
            self.line(&line);
        }
    }
}

fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    (text.len() < line.len())
        .then(|| text.strip_prefix(' '))
        .flatten()
}

/// The mark and the text of an item of a list.
fn item(line: &str) -> Option<(&str, &str)> {
    let (mark, rest) = line.split_once(' ')?;
    let number = mark.strip_suffix(['.', ')']);
    let numbered = number.is_some_and(|number| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    (["-", "*", "+"].contains(&mark) || numbered).then(|| (mark, rest.trim_start()))
}

/// Text without bold marks, and links to pages elsewhere with their address.
fn inline(text: &str) -> String {
    let mut shown = String::new();
    let mut code = false;
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if letter == '`' {
            code = !code;
        }
        if !code && let Some(after) = rest.strip_prefix("**") {
            rest = after;
            continue;
        }
        if !code && let Some((label, address, after)) = link(rest) {
            shown.push_str(label);
            if address.starts_with("http") {
                shown.push_str(&format!(" ({address})"));
            }
            rest = after;
            continue;
        }
        shown.push(letter);
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
    }
    shown
}

/// The label and the address of a link at the start of the text, and what comes after it.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (label, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (address, after) = rest.split_once(')')?;
    (!label.contains('[')).then_some((label, address, after))
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_page() {
        let page = "# R0102: a block of **no** known kind\n\nA block begins with\n`**kind**`, see [the guide](https://example.org/guide) or [R0101](R0101.md).\n\n\
                    ## Wrong\n\n```rubric\nsektion C \"x\" {\n}\n```\n- one item that is rather long for\n  the width of it\n- two\n\n1. first\n";
        assert_eq!(
            text(page, 40, false),
            "R0102: a block of no known kind\n\nA block begins with `**kind**`, see the\nguide (https://example.org/guide) or\nR0101.\n\n\
             Wrong\n\n    sektion C \"x\" {\n    }\n- one item that is rather long for the\n  width of it\n- two\n\n1. first\n"
        );
    }
}
