//! A page of text of a certain width.

use rubric_lang::diagnostic::render::one_line;
use textwrap::{Options, WordSeparator};
use unicode_width::UnicodeWidthStr;

/// The least width that a page is laid out for, in columns.
const NARROWEST: usize = 76;
/// The most: longer lines are hard to read.
const WIDEST: usize = 100;

/// How a page is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// How wide it may be, in columns.
    pub width: usize,
    /// Whether bold and dim letters may be used.
    pub colour: bool,
}

/// A page that grows line by line.
pub struct Page {
    text: String,
    width: usize,
    colour: bool,
}

impl Page {
    /// An empty page.
    pub fn new(style: Style) -> Self {
        let width = style.width.clamp(NARROWEST, WIDEST);
        Self {
            text: String::new(),
            width,
            colour: style.colour,
        }
    }

    /// How wide it is, in columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// A line as it is, without spaces at its end.
    pub fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// An empty line.
    pub fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A rule over the whole width.
    pub fn rule(&mut self) {
        let rule = "━".repeat(self.width);
        let rule = self.dim(&rule);
        self.line(&rule);
    }

    /// An empty line and a heading.
    pub fn heading(&mut self, text: &str) {
        self.blank();
        for line in self.wrap(" ", " ", text) {
            let line = self.bold(line.trim());
            self.line(&format!(" {line}"));
        }
    }

    /// A paragraph, its first line and its other lines indented as said.
    pub fn paragraph(&mut self, first: &str, rest: &str, text: &str) {
        for line in self.wrap(first, rest, text) {
            self.line(&line);
        }
    }

    /// A paragraph in letters that step back.
    pub fn aside(&mut self, indent: &str, text: &str) {
        for line in self.wrap(indent, indent, text) {
            let bare = line.strip_prefix(indent).unwrap_or(&line);
            let line = format!("{indent}{}", self.dim(bare.trim_end()));
            self.line(&line);
        }
    }

    /// An item of a list.
    pub fn item(&mut self, mark: &str, text: &str) {
        let first = format!("   {mark} ");
        let rest = " ".repeat(first.width());
        self.paragraph(&first, &rest, text);
    }

    /// Bold, where letters may be.
    pub fn bold(&self, text: &str) -> String {
        self.styled(text, "1")
    }

    /// Dim, where letters may be.
    pub fn dim(&self, text: &str) -> String {
        self.styled(text, "2")
    }

    /// The whole text.
    pub fn finish(self) -> String {
        self.text
    }

    fn styled(&self, text: &str, code: &str) -> String {
        if self.colour && !text.is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    fn wrap(&self, first: &str, rest: &str, text: &str) -> Vec<String> {
        let options = Options::new(self.width)
            .word_separator(WordSeparator::AsciiSpace)
            .initial_indent(first)
            .subsequent_indent(rest);
        textwrap::wrap(&one_line(text), options)
            .into_iter()
            .map(Into::into)
            .collect()
    }
}

/// The lines of a text in a column of its own, all but the first indented by so many spaces.
pub fn column(text: &str, width: usize, hang: usize) -> Vec<String> {
    let indent = " ".repeat(hang);
    let options = Options::new(width.max(1))
        .word_separator(WordSeparator::AsciiSpace)
        .subsequent_indent(&indent);
    let text = one_line(text);
    let lines = textwrap::wrap(&text, options);
    lines.into_iter().map(|line| pad(&line, width)).collect()
}

/// The text with spaces after it up to a width.
pub fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// The text with spaces before it up to a width.
pub fn right(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(text.width())))
}

/// A message as a sentence: with a capital and a final stop.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut letters = text.chars();
    let first: String = letters
        .next()
        .map(|first| first.to_uppercase().collect())
        .unwrap_or_default();
    let stop = if text.ends_with(['.', '!', '?', '…']) {
        ""
    } else {
        "."
    };
    format!("{first}{}{stop}", letters.as_str())
}
