//! The linear scan before the grammar: where texts, comments, braces and lines are.
//!
//! Texts that are never closed are given an end here, by the lines around them.

use super::unclosed_text;
use crate::ast::Kind;

/// Blocks and parentheses may be nested this deep.
pub const DEEPEST: usize = 64;

/// How far back from a long text its keyword may stand, in bytes; and how much of a line is looked
/// at to see what it declares.
pub(super) const LONGEST_HEAD: usize = 200;

/// How far the curly quote that closes a text is looked for, in characters.
const LONGEST_CURLY: usize = 2_000;

pub(super) const QUOTES: [char; 4] = ['"', '\u{201C}', '\u{201D}', '\u{201E}'];
const LONG_QUOTES: [&str; 5] = [
    "\"\"\"",
    "\u{201C}\u{201D}\u{201D}",
    "\u{201D}\u{201D}\u{201D}",
    "\u{201C}\u{201C}\u{201C}",
    "\u{201C}\u{201D}\u{201C}",
];

/// Words that may stand before a long text.
pub(super) const TEXT_WORDS: [&str; 13] = [
    "introduction",
    "guidance",
    "prompt",
    "leave-out",
    "because",
    "means",
    "example",
    "publisher",
    "audits",
    "jurisdiction",
    "title",
    "issued",
    "link",
];

/// What a file is made of, before it is read.
#[derive(Default)]
pub(super) struct Outline {
    /// Lines and braces, in order.
    pub(super) marks: Vec<Mark>,
    /// Texts and comments, as ranges, in order.
    pub(super) opaque: Vec<std::ops::Range<usize>>,
    /// Texts that are never closed.
    pub(super) unclosed_texts: Vec<UnclosedText>,
    /// Ends of texts that the grammar could not find by itself.
    pub(super) text_ends: Vec<usize>,
    /// The first parenthesis that is nested too deep.
    pub(super) too_many_parentheses: Option<usize>,
}

/// A text that is never closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct UnclosedText {
    /// Where it begins.
    pub(super) start: usize,
    /// Where it is taken to end.
    pub(super) end: usize,
    /// Whether it surely ends there.
    pub(super) certain: bool,
}

/// Something that decides how blocks pair.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mark {
    /// The first thing on a line that is neither empty nor a comment.
    Line {
        /// Where the line begins.
        start: usize,
        /// Where its first character that is not a space stands.
        content: usize,
        /// How far it is indented; a tab counts as four.
        indent: usize,
    },
    /// An opening brace.
    Open {
        /// Where.
        at: usize,
        /// Whether nothing but a comment follows it on its line.
        ends_line: bool,
    },
    /// A closing brace.
    Close {
        /// Where.
        at: usize,
        /// Whether it is the first thing on its line.
        begins_line: bool,
    },
}

impl Mark {
    /// Where it stands; a line, where its first character does.
    pub(super) fn place(self) -> usize {
        match self {
            Self::Line { content, .. } => content,
            Self::Open { at, .. } | Self::Close { at, .. } => at,
        }
    }
}

/// Scans a text once, from start to end.
pub(super) fn outline(source: &str) -> Outline {
    let mut scan = Scan {
        source,
        at: 0,
        line: Line::default(),
        parentheses: 0,
        found: Outline::default(),
    };
    while let Some(next) = scan.rest().chars().next() {
        scan.step(next);
    }
    scan.found
}

#[derive(Default)]
struct Line {
    start: usize,
    indent: usize,
    begun: bool,
    end: Option<usize>,
}

struct Scan<'a> {
    source: &'a str,
    at: usize,
    line: Line,
    parentheses: usize,
    found: Outline,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn step(&mut self, next: char) {
        match next {
            '\n' | '\r' => {
                self.at = self.at.saturating_add(1);
                self.line = Line {
                    start: self.at,
                    ..Line::default()
                };
                return;
            }
            ' ' if !self.line.begun => self.line.indent = self.line.indent.saturating_add(1),
            '\t' if !self.line.begun => self.line.indent = self.line.indent.saturating_add(4),
            '\u{A0}' if !self.line.begun => self.line.indent = self.line.indent.saturating_add(1),
            '#' => return self.comment(),
            _ if next.is_whitespace() || is_invisible(next) => {}
            _ => {
                let begins_line = !self.line.begun;
                if begins_line {
                    self.line.begun = true;
                    let Line { start, indent, .. } = self.line;
                    self.found.marks.push(Mark::Line {
                        start,
                        content: self.at,
                        indent,
                    });
                }
                if QUOTES.contains(&next) {
                    return self.text();
                }
                self.bracket(next, begins_line);
            }
        }
        self.at = self.at.saturating_add(next.len_utf8());
    }

    fn bracket(&mut self, next: char, begins_line: bool) {
        match next {
            '{' => {
                let rest = self.rest().get(1..).unwrap_or_default();
                let follows = rest.trim_start_matches([' ', '\t']).chars().next();
                let ends_line = matches!(follows, None | Some('\n' | '\r' | '#'));
                self.found.marks.push(Mark::Open {
                    at: self.at,
                    ends_line,
                });
                self.parentheses = 0;
            }
            '}' => {
                self.found.marks.push(Mark::Close {
                    at: self.at,
                    begins_line,
                });
                self.parentheses = 0;
            }
            '(' => {
                self.parentheses = self.parentheses.saturating_add(1);
                if self.parentheses > DEEPEST {
                    self.found.too_many_parentheses.get_or_insert(self.at);
                }
            }
            ')' => self.parentheses = self.parentheses.saturating_sub(1),
            _ => {}
        }
    }

    fn comment(&mut self) {
        let rest = self.rest();
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let end = self.at.saturating_add(length);
        self.found.opaque.push(self.at..end);
        self.at = end;
    }

    fn text(&mut self) {
        let start = self.at;
        let end = if let Some(quotes) = LONG_QUOTES
            .iter()
            .find(|quotes| self.rest().starts_with(**quotes))
        {
            self.long_text(start.saturating_add(quotes.len()))
        } else {
            self.short_text()
        };
        self.found.opaque.push(start..end);
        let inside = self.source.get(start..end).unwrap_or_default();
        if let Some(newline) = inside.rfind(['\n', '\r']) {
            let start = start.saturating_add(newline).saturating_add(1);
            self.line = Line {
                start,
                begun: true,
                ..Line::default()
            };
        }
        self.at = end;
    }

    /// Where a long text ends whose content begins here.
    fn long_text(&mut self, content: usize) -> usize {
        let close = self.next_long_quotes(content);
        if let Some((at, length)) = close
            && !self.opens_text(at)
        {
            return at.saturating_add(length);
        }
        let end = self.stop_of_long_text(content, close.map_or(self.source.len(), |(at, _)| at));
        // Braces in it may be those of the statements that it has swallowed.
        let swallowed = self.source.get(content..end).unwrap_or_default();
        self.unclosed(end, !swallowed.contains(['{', '}']))
    }

    /// The next triple quotes: where, and how many bytes.
    fn next_long_quotes(&self, from: usize) -> Option<(usize, usize)> {
        let mut at = from;
        loop {
            let rest = self.source.get(at..)?;
            let found = rest.find(QUOTES)?;
            let rest = rest.get(found..)?;
            at = at.saturating_add(found);
            // Of four quotes the last three close, and the first is a part of the text.
            if rest.starts_with("\"\"\"\"") {
                at = at.saturating_add(1);
                continue;
            }
            if let Some(quotes) = LONG_QUOTES.iter().find(|quotes| rest.starts_with(**quotes)) {
                return Some((at, quotes.len()));
            }
            at = at.saturating_add(rest.chars().next().map_or(1, char::len_utf8));
        }
    }

    /// Whether the quotes here stand behind a word that takes a text, alone on their line.
    fn opens_text(&self, quotes: usize) -> bool {
        let earliest = quotes.saturating_sub(LONGEST_HEAD);
        let from = (earliest..=quotes).find(|at| self.source.is_char_boundary(*at));
        let before = from.and_then(|from| self.source.get(from..quotes));
        let before = before.unwrap_or_default();
        let line = before
            .rfind(['\n', '\r'])
            .and_then(|newline| before.get(newline..))
            .unwrap_or_default();
        let mut words = line.split_whitespace();
        let keyword = words.next().is_some_and(|word| {
            TEXT_WORDS
                .iter()
                .any(|text| text.eq_ignore_ascii_case(word))
        });
        keyword && line.ends_with(' ') && words.count() <= 1
    }

    /// An unclosed long text ends before the next declaration, keyword with a long text, or brace
    /// that stands alone.
    fn stop_of_long_text(&self, content: usize, latest: usize) -> usize {
        let inside = self.source.get(content..latest).unwrap_or_default();
        let mut end = content;
        let mut first = true;
        for line in inside.split_inclusive(['\n', '\r']) {
            let words = line.trim();
            let stops = words == "}" || words == "{" || declared_kind(words).is_some();
            if stops && !first {
                return self.trimmed(content, end);
            }
            first = false;
            end = end.saturating_add(line.len());
        }
        // What stands before the quotes at `latest` belongs to the text they open.
        let last_line = inside
            .rfind(['\n', '\r'])
            .map_or(0, |newline| newline.saturating_add(1));
        let end = if latest == self.source.len() {
            latest
        } else {
            content.saturating_add(last_line)
        };
        self.trimmed(content, end)
    }

    fn trimmed(&self, start: usize, end: usize) -> usize {
        let text = self.source.get(start..end).unwrap_or_default();
        start.saturating_add(text.trim_end().len())
    }

    /// Where the line ends that is being scanned, looked for once a line.
    fn line_end(&mut self) -> usize {
        let rest = self.rest();
        let end = (self.line.end)
            .filter(|end| *end >= self.at)
            .unwrap_or_else(|| {
                let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
                self.at.saturating_add(length)
            });
        self.line.end = Some(end);
        end
    }

    fn short_text(&mut self) -> usize {
        let line_end = self.line_end();
        let line = self.source.get(self.at..line_end).unwrap_or_default();
        let straight = line.starts_with('"');
        let opening = line.chars().next().map_or(0, char::len_utf8);
        let content = line.get(opening..).unwrap_or_default();
        let content_at = self.at.saturating_add(opening);
        let ends_behind = |at: usize| {
            let closing = content
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
            content_at.saturating_add(at).saturating_add(closing)
        };
        let head = self.source.get(self.line.start..self.at);
        if let Some(length) = unclosed_text::before_next_text(content) {
            return self.unclosed(content_at.saturating_add(length), true);
        }
        if straight && let Some(at) = content.find('"') {
            return ends_behind(at);
        }
        // Quotes that a word processor made curly: the grammar is told where they end.
        let closed = match straight {
            true => content.rfind(['\u{201C}', '\u{201D}']),
            false => matching_curly(content).or_else(|| content.find(QUOTES)),
        };
        if let Some(at) = closed {
            let end = ends_behind(at);
            self.found.text_ends.push(end);
            return end;
        }
        let (length, certain) = unclosed_text::length(head.unwrap_or_default(), content);
        self.unclosed(content_at.saturating_add(length), certain)
    }

    /// Notes that a text begins here and is never closed.
    fn unclosed(&mut self, end: usize, certain: bool) -> usize {
        let start = self.at;
        self.found.unclosed_texts.push(UnclosedText {
            start,
            end,
            certain,
        });
        self.found.text_ends.push(end);
        end
    }
}

/// Where the curly quote is that closes a text opened by one, with pairs of others in between.
fn matching_curly(content: &str) -> Option<usize> {
    let mut open = 1_usize;
    for (at, character) in content.char_indices().take(LONGEST_CURLY) {
        match character {
            '\u{201C}' | '\u{201E}' => open = open.saturating_add(1),
            '\u{201D}' => open = open.saturating_sub(1),
            _ => {}
        }
        if open == 0 {
            return Some(at);
        }
    }
    None
}

/// Characters without width that are not white space.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'
    )
}

/// The kind that is declared where these words begin: a kind, perhaps a name, then a text or a
/// brace.
pub(super) fn declared_kind(words: &str) -> Option<Kind> {
    let is_name = |character: char| {
        character.is_alphanumeric() || "-_\u{2011}\u{2013}'\u{2019}/&.".contains(character)
    };
    let split = |text: &str| {
        text.find(|character| !is_name(character))
            .unwrap_or(text.len())
    };
    let (kind, rest) = words.split_at_checked(split(words))?;
    let kind = Kind::from_keyword(kind)?;
    let is_space = |character: char| character.is_whitespace() || ":;=".contains(character);
    let rest = rest.trim_start_matches(is_space);
    let (_, rest) = rest.split_at_checked(split(rest))?;
    let follows = rest.trim_start_matches(is_space).chars().next()?;
    (follows == '{' || QUOTES.contains(&follows)).then_some(kind)
}
